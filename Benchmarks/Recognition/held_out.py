#!/usr/bin/env python3
"""Renders sheets that nothing was tuned on: other texts, fonts, layouts, tables and cameras than those of sheets.py.

Usage: held_out.py SAMPLES FOLDER [PART]
Writes FOLDER/KIND/NAME.jpg and sheets.json as sheets.py does. Look at the results as a whole, not at single sheets:
what is changed to please one of them makes the set worthless. HELD_OUT_SEED=N draws other tables, cameras and layouts.
"""
import html
import os

import numpy
from PIL import Image, ImageFilter

from sheets import FOLDER, PART, SAMPLES, Sheets, coefficients, read, seed_of, shot

SEED = os.environ.get("HELD_OUT_SEED", "")

# Name, models, file, HTML language, family of fonts.
TEXTS = [
    ("tur", "tur", "legal/hukuki-danışma.txt", "tr", "Noto Serif"),
    ("por", "por", "first-aid/primeiros-socorros.txt", "pt", "DejaVu Sans"),
    ("ukr", "ukr", "first-aid/перша-допомога.txt", "uk", "DejaVu Serif"),
    ("ell", "ell", "lost-papers/χαμένα-έγγραφα.txt", "el", "Noto Serif"),
    ("ben", "ben", "lost-papers/হারানো-কাগজ.txt", "bn", "Noto Serif Bengali"),
    ("ron", "ron", "lost-papers/acte-pierdute.txt", "ro", "Noto Serif Display"),
    ("pol", "pol", "lost-papers/zgubione-dokumenty.txt", "pl", "DejaVu Sans Condensed"),
    ("spa", "spa", "first-aid/primeros-auxilios.txt", "es", "DejaVu Serif"),
    ("ara2", "ara", "legal/استشارة-قانونية.txt", "ar", "Noto Kufi Arabic"),
    ("fas2", "fas", "legal/مشاوره-حقوقی.txt", "fa", "Noto Naskh Arabic"),
    ("amh2", "amh", "first-aid/የመጀመሪያ-እርዳታ.txt", "am", "Noto Serif Ethiopic"),
    ("hye", "hye", "neighbourhood/հագուստի-բաժանում.txt", "hy", "Noto Serif Armenian"),
    ("kat", "kat", "neighbourhood/უბნის-კრება.txt", "ka", "Noto Sans Georgian"),
    ("tam", "tam", "neighbourhood/மருத்துவர்-நேரம்.txt", "ta", "Noto Serif Tamil"),
    ("jpn", "jpn", "meals/無料食事.txt", "ja", "Noto Serif CJK JP"),
    ("ita", "ita", "lost-papers/documenti-smarriti.txt", "it", "Noto Sans"),
    ("deu", "deu", "first-aid/erste-hilfe.txt", "de", "Noto Serif"),
    ("eng", "eng", "legal/legal-advice.txt", "en", "DejaVu Sans"),
]
PAPERS = ["#ffffff", "#fbf6d0", "#f8d7e0", "#d6ecd2", "#f6c877", "#cfe3f4"]
LAYOUTS = ["plain", "columns", "boxes", "band", "dark", "large"]
STYLE = """
body { margin: 0; width: 595px; background: PAPER; color: INK; font: SIZEpx/1.45 FAMILY, "Noto Sans" }
div { padding: 38px } p { margin: 0 0 11px } p.first { font-size: HEADpx; font-weight: bold; line-height: 1.2 }
.columns .rest { columns: 2; column-gap: 26px } .rest { padding: 0 }
.boxes p { border: 2px solid #333; padding: 9px } .boxes .first { border: 0 }
.band .first { background: #1d3557; color: #fff; padding: 22px 38px; margin: -38px -38px 20px }
"""


def sheet(name, text, language, family, chance, layout):
    dark = layout == "dark"
    size = int(chance.integers(13, 17))
    style = (STYLE.replace("PAPER", "#222831" if dark else str(chance.choice(PAPERS)))
             .replace("INK", "#f4f4f4" if dark else str(chance.choice(["#000", "#1a1a2e", "#40130f"])))
             .replace("SIZE", str(size)).replace("HEAD", str(44 if layout == "large" else size + 9))
             .replace("FAMILY", f'"{family}"'))
    parts = [html.escape(part).replace("\n", "<br>") for part in text.split("\n\n") if part.strip()]
    rest = "".join(f"<p>{part}</p>" for part in parts[1:])
    direction = "rtl" if language in ("ar", "fa") else "ltr"
    body = f'<p class="first">{parts[0]}</p><div class="rest">{rest}</div>'
    page = f'<style>{style}</style><div class="{layout}" lang="{language}" dir="{direction}">{body}</div>'
    return shot(name, page, scale=float(chance.choice([2, 2.5, 3])))


def smooth(chance, shape, size):
    small = chance.uniform(0, 255, (shape[0] // size + 2, shape[1] // size + 2)).astype("uint8")
    return numpy.asarray(Image.fromarray(small).resize((shape[1], shape[0]), Image.BICUBIC), float) / 255


def table(chance, kind, width, height):
    """What the sheet lies on: a colour, and what makes it uneven."""
    rows, columns = numpy.mgrid[0:height, 0:width]
    uneven = smooth(chance, (height, width), 60) - 0.5
    if kind == "wood":
        grain = numpy.sin((rows + 60 * uneven) / chance.uniform(4, 9)) * 0.12 + uneven * 0.2
        color = numpy.array([142, 98, 62])
    elif kind == "bricks":
        offset = (rows // 70 % 2) * 75
        grain = numpy.where((rows % 70 < 8) | ((columns + offset) % 150 < 8), 0.45, uneven * 0.5)
        color = numpy.array([136, 68, 52])
    elif kind == "gravel":
        grain = (smooth(chance, (height, width), 11) - 0.5) * 1.1 + (smooth(chance, (height, width), 4) - 0.5) * 0.5
        color = numpy.array([128, 124, 118])
    elif kind == "cloth":
        grain = 0.1 * ((rows // 3 + columns // 3) % 2) + uneven * 0.15
        color = numpy.array([70, 86, 120])
    else:
        grain, color = uneven * 0.08, numpy.array([196, 190, 182])
    return numpy.clip((1 + grain)[..., None] * color, 0, 255)


def photograph(image, chance, kind):
    width, height = image.size
    border = int(chance.uniform(0.06, 0.2) * width)
    size = (width + 2 * border, height + 2 * border)
    shift = lambda: chance.uniform(-0.05, 0.05) * min(width, height)
    corners = [(x + shift(), y + shift()) for x, y in
               [(border, border), (border + width, border), (border + width, border + height), (border, border + height)]]
    numbers = coefficients([(0, 0), (width, 0), (width, height), (0, height)], corners)
    ground = Image.fromarray(table(chance, kind, *size).astype("uint8"))
    mask = Image.new("L", image.size, 255).transform(size, Image.PERSPECTIVE, numbers)
    ground.paste(image.transform(size, Image.PERSPECTIVE, numbers, Image.BICUBIC), (0, 0), mask)
    angle = chance.uniform(-9, 9)
    turned = ground.rotate(angle, Image.BICUBIC, expand=False)
    cut = int(0.03 * min(size))
    pixels = numpy.asarray(turned.crop((cut, cut, size[0] - cut, size[1] - cut)), float)
    rows, columns = numpy.mgrid[0:pixels.shape[0], 0:pixels.shape[1]]
    x, y = columns / pixels.shape[1] - chance.uniform(0.2, 0.8), rows / pixels.shape[0] - chance.uniform(0.2, 0.8)
    light = 1.02 - chance.uniform(0.2, 0.5) * (x * x + y * y)
    hand = (x / chance.uniform(0.2, 0.4)) ** 2 + (y / chance.uniform(0.3, 0.6)) ** 2
    light *= 1 - chance.uniform(0.1, 0.4) / (1 + numpy.exp((hand - 1) * 8))
    pixels = pixels * light[..., None] * chance.uniform(0.88, 1.0, 3)
    blurred = Image.fromarray(numpy.clip(pixels, 0, 255).astype("uint8")).filter(
        ImageFilter.GaussianBlur(chance.uniform(0.6, 1.5)))
    noisy = numpy.asarray(blurred, float) + chance.normal(0, chance.uniform(4, 12), pixels.shape)
    return Image.fromarray(numpy.clip(noisy, 0, 255).astype("uint8"))


def scan(image, chance):
    """A sheet on the glass: a little askew, gray paper, specks, a dark edge on one side."""
    gray = image.convert("L").rotate(chance.uniform(-2.5, 2.5), Image.BICUBIC, fillcolor=235)
    pixels = numpy.asarray(gray, float) * 0.93 + chance.normal(0, 5, (gray.height, gray.width))
    pixels[chance.uniform(0, 1, pixels.shape) < 0.0006] = 40
    edge = int(chance.integers(0, 30))
    if edge:
        pixels[:, :edge] = chance.uniform(10, 60)
    return Image.fromarray(numpy.clip(pixels, 0, 255).astype("uint8"))


def main():
    sheets = Sheets(FOLDER, PART)
    shuffled = numpy.random.default_rng(seed_of("grounds " + SEED))
    grounds = shuffled.permutation(["wood", "bricks", "gravel", "cloth", "desk"])
    for index, (name, models, file, language, family) in enumerate(TEXTS):
        chance = numpy.random.default_rng(seed_of("held out " + name + SEED))
        text = read(file)
        layouts = chance.permutation(LAYOUTS)
        if sheets.wants("held-out-scan", name):
            image = scan(sheet(name, text, language, family, chance, str(layouts[0])), chance)
            sheets.keep(image, name, "held-out-scan", models, text, ".jpg", 82)
        if sheets.wants("held-out-photo", name):
            chance = numpy.random.default_rng(seed_of("held out photo " + name + SEED))
            image = sheet(name, text, language, family, chance, str(layouts[1]))
            photo = photograph(image, chance, str(grounds[index % len(grounds)]))
            photo = photo.rotate(90 * int(chance.choice([0, 0, 1, 2, 3])), expand=True)
            sheets.keep(photo, name, "held-out-photo", models, text, ".jpg", int(chance.integers(60, 88)))
    sheets.finish()


if __name__ == "__main__":
    main()
