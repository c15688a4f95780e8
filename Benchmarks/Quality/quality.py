#!/usr/bin/env python3
"""Measures what a reader can find, script by script, and prints one table.

Usage: quality.py PROGRAM DATA WORKDIR RESULT.md [PART…]
PROGRAM is the built `Quality`; DATA is the folder of the public sets; PARTs are names of the parts
below, all by default. Standard library only; Snowball itself is asked through libstemmer.
"""
import collections
import ctypes
import ctypes.util
import glob
import itertools
import json
import os
import random
import subprocess
import sys
import unicodedata

PROGRAM, DATA, WORK, RESULT = sys.argv[1:5]
PARTS = sys.argv[5:]
FLOORS = {"en": 0.959, "ar": 0.887, "ru": 0.872, "hi": 0.944, "th": 0.918, "zh": 0.967}
UNSPACED = {"ja", "zh", "th", "yue"}

# Languages of the treebanks, by the first word of their names.
TREEBANKS = {
    "Afrikaans": "af", "Amharic": "am", "Arabic": "ar", "Armenian": "hy", "Basque": "eu", "Belarusian": "be",
    "Bulgarian": "bg", "Cantonese": "yue", "Catalan": "ca", "Chinese": "zh", "Croatian": "hr", "Czech": "cs",
    "Danish": "da", "Dutch": "nl", "English": "en", "Estonian": "et", "Finnish": "fi", "French": "fr",
    "German": "de", "Greek": "el", "Hebrew": "he", "Hindi": "hi", "Hungarian": "hu", "Indonesian": "id",
    "Irish": "ga", "Italian": "it", "Japanese": "ja", "Korean": "ko", "Kurmanji": "ku", "Latvian": "lv",
    "Lithuanian": "lt", "Marathi": "mr", "Persian": "fa", "Polish": "pl", "Portuguese": "pt", "Romanian": "ro",
    "Russian": "ru", "Serbian": "sr", "Slovak": "sk", "Slovenian": "sl", "Spanish": "es", "Swedish": "sv", "Tagalog": "tl",
    "Tamil": "ta", "Turkish": "tr", "Ukrainian": "uk", "Urdu": "ur", "Vietnamese": "vi", "Yoruba": "yo",
}
SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}
lines = []


def out(line=""):
    print(line, flush=True)
    lines.append(line)


def table(title, heads, rows, note=""):
    out(f"## {title}")
    out()
    if note:
        out(note)
        out()
    out("| " + " | ".join(heads) + " |")
    out("|" + "---|" * len(heads))
    for row in rows:
        out("| " + " | ".join(str(cell) for cell in row) + " |")
    out()


def unpacked(name):
    """A folder with the members of a `.tar.zst`, or the file of a `.zst`."""
    path = os.path.join(WORK, os.path.basename(name).replace(".tar.zst", "").replace(".zst", ""))
    source = os.path.join(DATA, name)
    if not os.path.exists(path):
        if name.endswith(".tar.zst"):
            os.makedirs(path + ".part", exist_ok=True)
            subprocess.run(["tar", "-I", "zstd", "-xf", source, "-C", path + ".part"], check=True)
            os.rename(path + ".part", path)
        else:
            subprocess.run(["zstd", "-q", "-d", source, "-o", path], check=True)
    return path


def ask(command, texts):
    """One line in for each text, one line out."""
    cleaned = [text.replace("\n", " ").replace("\r", " ") for text in texts]
    data = "".join(text + "\n" for text in cleaned).encode()
    found = subprocess.run([PROGRAM, command], input=data, stdout=subprocess.PIPE, check=True)
    answers = found.stdout.decode().split("\n")[: len(texts)]
    assert len(answers) == len(texts), (command, len(answers), len(texts))
    return answers


def tokens(language, texts):
    """The analyzer's tokens of each text: [start, end, kind, exact, fold, [rule/stem]]."""
    prefixed = [language + "\t" + text.replace("\t", " ") for text in texts]
    return [json.loads(answer) for answer in ask("tokens", prefixed)]


def percent(share, digits=1):
    return f"{100 * share:.{digits}f}"


def treebanks():
    """Sentences with tokens aligned to their text, by language."""
    folder = unpacked("ud-dev-tokens.tar.zst")
    banks = collections.defaultdict(list)
    for path in sorted(glob.glob(folder + "/**/*.jsonl", recursive=True)):
        name = os.path.basename(path).split("_", 1)[1].split("-")[0]
        if name in TREEBANKS:
            with open(path, encoding="utf-8") as file:
                banks[TREEBANKS[name]] += [json.loads(line) for line in file]
    return banks


# Parts


def probes():
    path = os.path.join(DATA, "../bench/probes.jsonl")
    found = subprocess.run([PROGRAM, "probes", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = [line.split("\t") for line in found.splitlines()]
    counted = collections.Counter((row[2], row[3]) for row in rows)
    rungs = sorted({row[2] for row in rows})
    missed = [f"{row[0]} ({row[1]})" for row in rows if row[3] == "missed"]
    table(
        "Writing variants", ["rung", "probes", "found"],
        [(rung, counted[rung, "found"] + counted[rung, "missed"], counted[rung, "found"]) for rung in rungs],
        "A text of one line and a query that a reader would type. Missed: " + (", ".join(missed) or "none") + ".",
    )


def ranking():
    found = subprocess.run(
        [PROGRAM, "ranking", os.path.join(DATA, "xquad")], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = []
    for line in found.splitlines():
        code, rung, count, separate, pooled = line.split("\t")
        loss = 100 * (float(separate) - float(pooled))
        rows.append((code, rung, count, separate[:6], f"{FLOORS[code]:.3f}", pooled[:6], f"{loss:.1f}"))
    table(
        "Ranking: XQuAD, nDCG@10",
        ["language", "rung", "questions", "own index", "plain BM25", "pooled index", "points lost"], rows,
        "Question to paragraph of its language; no language is declared. Pooled: six languages in one index.",
    )


def stemmers():
    library = ctypes.CDLL(ctypes.util.find_library("stemmer"))
    library.sb_stemmer_new.restype = ctypes.c_void_p
    library.sb_stemmer_stem.restype = ctypes.c_void_p
    library.sb_stemmer_stem.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.sb_stemmer_length.argtypes = [ctypes.c_void_p]
    folder = unpacked("snowball.tar.zst")
    rows = []
    for code, algorithm in sorted(SNOWBALL.items(), key=lambda pair: pair[1]):
        # The list of today's Dutch algorithm is of another one than libstemmer 2.2 has.
        name = "dutch_porter" if algorithm == "dutch" else algorithm
        voc = glob.glob(f"{folder}/**/{name}/voc.txt", recursive=True)
        if not voc:
            rows.append((algorithm, "no list", "", "", ""))
            continue
        words = open(voc[0], encoding="utf-8").read().split("\n")
        stems = open(voc[0].replace("voc.txt", "output.txt"), encoding="utf-8").read().split("\n")
        pairs = [(word, stem) for word, stem in zip(words, stems) if word]
        stemmer = library.sb_stemmer_new(algorithm.encode(), b"UTF_8")
        equal = 0
        for word, stem in pairs:
            raw = library.sb_stemmer_stem(stemmer, word.encode(), len(word.encode()))
            equal += ctypes.string_at(raw, library.sb_stemmer_length(stemmer)) == stem.encode()
        sample = pairs if len(pairs) <= 60000 else random.Random(7).sample(pairs, 60000)
        keys = own_keys(code, [word for word, _ in sample])
        kept, merged = agreement([stem for _, stem in sample], keys)
        rows.append((algorithm, len(pairs), percent(equal / len(pairs), 2), percent(kept), percent(merged, 3)))
    table(
        "Stemmers: Snowball's own lists",
        ["algorithm", "pairs", "libstemmer equals list %", "same stem kept %", "other stem merged %"], rows,
        "The lists are newer than libstemmer 2.2; Decisions/0012 has the reason of each difference. Kept: of pairs of words with one stem in the "
        "list, those that share a stem key of ours; merged: of random pairs with different stems, those that do.",
    )


def own_keys(language, words):
    """For each word the stem keys of its first token over all of it, with its folded form."""
    keys = []
    for word, found in zip(words, tokens(language, words)):
        whole = [token for token in found if token[2] == "word"]
        keys.append({"fold/" + whole[0][4], *whole[0][5]} if len(whole) == 1 else {"word/" + word})
    return keys


def agreement(labels, keys, limit=200000):
    """Of pairs with one label, the share that share a key; of random pairs with two labels, likewise."""
    groups = collections.defaultdict(list)
    for label, own in zip(labels, keys):
        groups[label].append(own)
    same = total = 0
    for group in groups.values():
        for left, right in itertools.islice(itertools.combinations(group, 2), 50):
            total += 1
            same += bool(left & right)
    # Random pairs hardly ever collide, so all words that share a key are looked at instead.
    by_key = collections.defaultdict(set)
    for number, own in enumerate(keys):
        for key in own:
            by_key[key].add(number)
    merged = set()
    for numbers in by_key.values():
        for left, right in itertools.islice(itertools.combinations(sorted(numbers), 2), 2000):
            if labels[left] != labels[right]:
                merged.add((left, right))
    others = len(labels) * (len(labels) - 1) / 2 - sum(len(g) * (len(g) - 1) / 2 for g in groups.values())
    return same / max(total, 1), len(merged) / max(others, 1)


def segmentation():
    rows = []
    banks = treebanks()
    for language in ["ja", "zh", "yue", "th", "vi", "ko", "hi", "ur", "fa", "ru", "tr", "fi"]:
        sentences = [s for s in banks.get(language, []) if s.get("aligned", True)][:3000]
        if not sentences:
            rows.append((language, 0, "no treebank", "", "", ""))
            continue
        texts = [s["text"] for s in sentences]
        gold = [{(t[3], t[4]) for t in s["tokens"] if any(c.isalnum() for c in t[0])} for s in sentences]
        sought = [{(t[3], t[4]) for t in s["tokens"] if is_sought(t[0], language)} for s in sentences]
        bare = [{tuple(map(int, span.split("-"))) for span in line.split()} for line in ask("boundaries", texts)]
        ours, recall = [], [0, 0]
        for text, words, found in zip(texts, sought, tokens(language, texts)):
            places = {offset: index for index, offset in enumerate(byte_offsets(text))}
            spans = {(places[t[0]], places[t[1]], t[2]) for t in found if t[0] in places and t[1] in places}
            ours.append({(start, end) for start, end, kind in spans if kind == "word"})
            count_recall(recall, language, words, spans)
        rows.append((
            language, len(texts), percent(f1(gold, [utf16_to_scalars(t, b) for t, b in zip(texts, bare)])),
            percent(f1(gold, ours)), percent(recall[0] / max(recall[1], 1), 2), recall[1]))
    table(
        "Words: Universal Dependencies, development parts",
        ["language", "sentences", "bare ICU F1", "words F1", "gold words found %", "gold words"], rows,
        "F1 of word tokens against the treebank's words (no punctuation). Found: words, parts and, in runs without "
        "spaces, pairs of characters lead from the start of the gold word to its end, so that a query of it matches. "
        "In unspaced scripts: words of letters of these scripts alone. Treebanks cut clitics and endings off (tr, fa) or join syllables (vi) where no rule of characters can.",
    )


def is_letters(word):
    """Letters and their marks alone."""
    return all(unicodedata.category(character)[0] in "LM" for character in word)


def is_sought(word, language):
    """Whether a gold word must be found: in unspaced scripts those that are letters of such a script."""
    if language not in UNSPACED:
        return any(character.isalnum() for character in word)
    return is_letters(word) and all(ord(character) >= 0xE00 for character in word)


def byte_offsets(text):
    offsets, at = [], 0
    for character in text:
        offsets.append(at)
        at += len(character.encode())
    return offsets + [at]


def utf16_to_scalars(text, spans):
    places, at = {}, 0
    for index, character in enumerate(text):
        places[at] = index
        at += 2 if ord(character) > 0xFFFF else 1
    places[at] = len(text)
    return {(places.get(start), places.get(end)) for start, end in spans}


def f1(gold, found):
    both = sum(len(a & b) for a, b in zip(gold, found))
    return 2 * both / max(sum(map(len, gold)) + sum(map(len, found)), 1)


def count_recall(recall, language, words, spans):
    """A gold word is found where pieces of the text lead from its start to its end.

    A piece is a word or part inside it, or, in a run without spaces, a pair of characters, which leads
    to where the next pair starts. A run is searched by pairs alone, so no boundary of words is needed.
    """
    grams = sorted({(start, end) for start, end, kind in spans if kind == "gram"})
    after = {left[0]: right[0] for left, right in zip(grams, grams[1:]) if right[0] < left[1]}
    singles = {start: end for start, end in grams if start not in after}
    wholes = collections.defaultdict(list)
    for start, end, kind in spans:
        if kind != "gram" and not (language in UNSPACED and start in after):
            wholes[start].append(end)
    for start, end in words:
        recall[1] += 1
        reached, todo = set(), [start]
        while todo:
            at = todo.pop()
            if at in reached or at > end:
                continue
            reached.add(at)
            todo += wholes[at] + [table[at] for table in (after, singles) if at in table]
        recall[0] += end in reached


def conflation():
    rows = []
    banks = treebanks()
    library = ctypes.CDLL(ctypes.util.find_library("stemmer"))
    library.sb_stemmer_new.restype = ctypes.c_void_p
    library.sb_stemmer_stem.restype = ctypes.c_void_p
    library.sb_stemmer_stem.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    library.sb_stemmer_length.argtypes = [ctypes.c_void_p]
    for language in sorted(banks):
        if language in {"ja", "zh", "yue", "th", "vi"}:
            continue
        lemmas = {}
        for sentence in banks[language]:
            for form, lemma, *_ in sentence["tokens"]:
                if len(form) > 1 and is_letters(form) and lemma not in ("", "_"):
                    lemmas.setdefault(form.lower(), lemma.lower())
        forms = sorted(lemmas)
        if len(forms) > 20000:
            forms = sorted(random.Random(7).sample(forms, 20000))
        labels = [lemmas[form] for form in forms]
        plain = agreement(labels, [{form} for form in forms])
        snowball = ("", "")
        if language in SNOWBALL:
            stemmer = library.sb_stemmer_new(SNOWBALL[language].encode(), b"UTF_8")

            def stem(form):
                raw = library.sb_stemmer_stem(stemmer, form.encode(), len(form.encode()))
                return {ctypes.string_at(raw, library.sb_stemmer_length(stemmer))}

            same, other = agreement(labels, [stem(form) for form in forms])
            snowball = (percent(same), percent(other, 4))
        same, other = agreement(labels, own_keys(language, forms))
        rows.append((language, len(forms), percent(plain[0]), *snowball, percent(same), percent(other, 4)))
    table(
        "Conflation: lemmas of Universal Dependencies",
        ["language", "forms", "lower case: same %", "Snowball: same %", "Snowball: other %", "ours: same %",
         "ours: other %"], rows,
        "Of pairs of distinct forms of one lemma, those that share a stem; of pairs of two lemmas, those that do.",
    )


def offsets():
    found = subprocess.run(
        [PROGRAM, "offsets", unpacked("open.jsonl.zst")], stdout=subprocess.PIPE, check=True).stdout.decode()
    documents, count, cuts, differing = found.splitlines()[0].split("\t")
    examples = "; ".join(found.splitlines()[1:6]) or "none"
    table(
        "Offsets: every token of open.jsonl", ["documents", "tokens", "distinct cuts", "cuts that differ"],
        [(documents, count, cuts, differing)],
        f"A token's bytes, cut out and analyzed alone, give the same token. Differing: {examples}.",
    )


def languages():
    folder = unpacked("lingua/testdata.tar.zst")
    ours = {}
    for path in sorted(glob.glob(folder + "/**/sentences/*.txt", recursive=True)):
        code = os.path.basename(path)[:-4]
        with open(path, encoding="utf-8") as file:
            texts = [line.strip() for line in file if line.strip()]
        ours[code] = sum(answer == code for answer in ask("languages", texts)) / max(len(texts), 1)
    if not ours:
        return
    worst = sorted(ours.items(), key=lambda pair: pair[1])[:12]
    table(
        "Languages of single sentences", ["languages", "mean accuracy %", "worst"],
        [(len(ours), percent(sum(ours.values()) / len(ours)), ", ".join(f"{c} {percent(a, 0)}" for c, a in worst))],
        "Sentences of lingua's test data; a sentence counts where most of its bytes are in the right language.",
    )


def main():
    parts = [probes, ranking, stemmers, segmentation, conflation, offsets, languages]
    os.makedirs(WORK, exist_ok=True)
    out("# Quality of the text analysis")
    out()
    out("Written by `Scripts/quality`; the sets are public, described in Benchmarks/README.md.")
    out()
    for part in parts:
        if not PARTS or part.__name__ in PARTS:
            part()
    if not PARTS:
        with open(RESULT, "w", encoding="utf-8") as file:
            file.write("\n".join(lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
