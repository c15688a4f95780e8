#!/usr/bin/env python3
"""Makes a large corpus out of a small one: copies of its documents, each a little different.

  replicate.py open 10 open10           ten rounds over `open`: the originals and nine altered copies of each
  replicate.py open 10000000 scale10m   as many rounds as it takes to have ten million documents

A number up to 1,000 counts rounds, a larger one documents. Reads and writes $BENCH_HOME/corpus/NAME.tsv (lines
`id TAB language TAB text`) and the NAME.json beside it. The same input gives the same bytes, and the first lines of a
larger corpus are the smaller one: rounds follow each other, so every language keeps its share at every size.

What happens to a copy, so that it is neither a duplicate nor noise:
  - an eighth of its words, at least one, come from the document of the same language before it;
  - it begins at another word, and what stood before is put at its end, so that phrases stay but lengths between differ;
  - in one word a letter is replaced by one of another word: forms grow with the documents, as they do in real
    collections (`open` has 1.2 million, three rounds have 1.6 million), and stay in their script;
  - a text of fewer than four words, as most are in scripts without spaces, is only cut and turned round.
"""
import json
import os
import random
import sys
from pathlib import Path

HOME = Path(os.environ.get("BENCH_HOME", ".bench"))
SEED = 20261126
MOST_ROUNDS = 1_000


def read_corpus(path):
    """[(id, language, words)] in order."""
    documents = []
    with open(path, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            identifier, language, text = line.rstrip("\n").split("\t", 2)
            documents.append((identifier, language, text.split(" ")))
    return documents


def turn_characters(text, place):
    """A text that begins at another character; places are fractions of its length."""
    cut = int(len(text) * place)
    return text[cut:] + text[:cut]


def replace_letter(word, other, place):
    """A word with the letter at a place, a fraction of its length, replaced by the one at that place of another word."""
    index = int(len(word) * place)
    return word[:index] + other[int(len(other) * place)] + word[index + 1:]


def altered(words, donor, chance):
    """One altered copy of a text; `donor` are the words of a neighbour."""
    count = len(words)
    place = chance()
    if count < 4:
        return turn_characters(" ".join(words), place)
    start = int(count * place)
    copy = words[start:] + words[:start]
    for _ in range(max(1, count // 8)):
        copy[int(count * chance())] = donor[int(len(donor) * chance())]
    index = int(count * chance())
    copy[index] = replace_letter(copy[index], copy[index - 1], chance())
    return " ".join(copy)


def rounds(documents, wanted):
    """Yields (id, language, text): the originals, then copies, until there are `wanted` documents."""
    made = 0
    number = 0
    while True:
        chance = random.Random(SEED + number).random
        before = documents[0]
        for document in documents:
            if made == wanted:
                return
            identifier, language, words = document
            if number == 0:
                yield identifier, language, " ".join(words)
            else:
                donor = before[2] if before[1] == language else words
                yield f"{identifier}~{number}", language, altered(words, donor, chance)
            before = document
            made += 1
        number += 1


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    source, amount, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    documents = read_corpus(HOME / "corpus" / f"{source}.tsv")
    wanted = amount if amount > MOST_ROUNDS else amount * len(documents)
    target = HOME / "corpus" / f"{name}.tsv"
    text_bytes = 0
    with open(target, "w", encoding="utf-8", newline="\n", buffering=1 << 20) as file:
        for identifier, language, text in rounds(documents, wanted):
            file.write(f"{identifier}\t{language}\t{text}\n")
            text_bytes += len(text.encode())
    target.with_suffix(".json").write_text(json.dumps({"docs": wanted, "text_bytes": text_bytes}))
    print(f"{target}: {wanted:,} documents, {text_bytes / 1e6:.1f} MB of text")


if __name__ == "__main__":
    main()
