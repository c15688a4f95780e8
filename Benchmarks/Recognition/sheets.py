#!/usr/bin/env python3
"""Renders the sheets of the recognition benchmark: texts of Samples/ in a browser, then as a camera might see them.

Usage: sheets.py SAMPLES FOLDER
Writes FOLDER/KIND/NAME.png or .jpg and sheets.json: for each picture its text, languages and kind.
Needs chromium and Noto fonts (packages chromium, fonts-noto-core, fonts-wqy-zenhei), Pillow and numpy.
The pictures are the same for the same fonts: all chances come from the name of the sheet.
"""
import hashlib
import html
import json
import os
import subprocess
import sys
import unicodedata

import numpy
from PIL import Image, ImageFilter

SAMPLES, FOLDER = sys.argv[1:3]

# Name, models, parts: (file, HTML language, direction). Several parts are columns, or blocks below one another.
SINGLE = [
    ("ara", "ara", "meals/وجبات-مجانية.txt", "ar"),
    ("fas", "fas", "meals/غذای‌گرم.txt", "fa"),
    ("pus", "pus", "legal/حقوقي-مشوره.txt", "ps"),
    ("urd", "urd", "first-aid/ابتدائی-طبی-امداد.txt", "ur"),
    ("amh", "amh", "first-aid/የመጀመሪያ-እርዳታ.txt", "am"),
    ("tir", "tir", "legal/ምኽሪ-ሕጊ.txt", "ti"),
    ("tha", "tha", "street/ปิดอุโมงค์.txt", "th"),
    ("hin", "hin", "lost-papers/खोए-कागज़ात.txt", "hi"),
    ("chi", "chi_sim", "meals/免费热餐.txt", "zh-Hans"),
    ("vie", "vie", "neighbourhood/họp-cư-dân-nfc.txt", "vi"),
    ("rus", "rus", "meals/бесплатное-питание.txt", "ru"),
    ("fra", "fra", "meals/repas-gratuits.txt", "fr"),
]
MIXED = [
    ("ara-fra", "ara+fra", [("legal/استشارة-قانونية.txt", "ar"), ("legal/conseil-juridique.txt", "fr")], "below"),
    ("fra-ara", "fra+ara", [("meals/repas-gratuits.txt", "fr"), ("meals/وجبات-مجانية.txt", "ar")], "beside"),
    ("rus-eng", "rus+eng", [("meals/бесплатное-питание.txt", "ru"), ("meals/free-meals.txt", "en")], "beside"),
    ("tir-eng", "tir+eng", [("legal/ምኽሪ-ሕጊ.txt", "ti"), ("legal/legal-advice.txt", "en")], "below"),
    ("chi-fra", "chi_sim+fra", [("meals/免费热餐.txt", "zh-Hans"), ("meals/repas-gratuits.txt", "fr")], "boxes"),
    ("fas-deu", "fas+deu", [("legal/مشاوره-حقوقی.txt", "fa"), ("first-aid/erste-hilfe.txt", "de")], "below"),
]
STYLE = """
body { margin: 40px; width: 515px; background: white; color: black; font-size: 15px; line-height: 1.5;
  font-family: "Noto Sans", "Noto Naskh Arabic", "Noto Sans Ethiopic", "Noto Sans Thai", "Noto Sans Devanagari",
    "WenQuanYi Zen Hei"; }
p { margin: 0 0 12px } p:first-child { font-size: 21px; font-weight: bold }
.beside { display: flex; gap: 28px } .beside > div { flex: 1; font-size: 13px }
.boxes > div { border: 2px solid black; padding: 14px; margin-bottom: 18px }
"""


def read(name):
    path = os.path.join(SAMPLES, name)
    return unicodedata.normalize("NFC", open(path, encoding="utf-8").read()).strip()


def block(text, language):
    paragraphs = [html.escape(part).replace("\n", "<br>") for part in text.split("\n\n") if part.strip()]
    direction = "rtl" if language in ("ar", "fa", "ps", "ur") else "ltr"
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return f'<div lang="{language}" dir="{direction}">{body}</div>'


def render(name, parts, layout):
    page = os.path.join(FOLDER, name + ".html")
    body = "".join(block(read(file), language) for file, language in parts)
    with open(page, "w", encoding="utf-8") as out:
        out.write(f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><div class="{layout}">{body}</div>')
    picture = os.path.join(FOLDER, name + ".png")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={picture}",
         "--window-size=595,1700", "--force-device-scale-factor=2", page],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    image = Image.open(picture).convert("L")
    ink = numpy.asarray(image).min(axis=1)
    bottom = min(image.height, int(numpy.nonzero(ink < 128)[0].max()) + 80)
    os.remove(page)
    os.remove(picture)
    return image.crop((0, 0, image.width, bottom)).convert("RGB")


def coefficients(source, target):
    rows = []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(source, float).reshape(8))


def photograph(image, seed, strength=1.0):
    """A sheet on a table: perspective, a few degrees of turn, uneven light, a shadow, blur, noise, JPEG."""
    chance = numpy.random.default_rng(seed)
    width, height = image.size
    border = 90
    size = (width + 2 * border, height + 2 * border)
    shift = lambda: chance.uniform(-0.028, 0.028) * strength
    corners = [(border + shift() * width, border + shift() * height),
               (border + width + shift() * width, border + shift() * height),
               (border + width + shift() * width, border + height + shift() * height),
               (border + shift() * width, border + height + shift() * height)]
    flat = [(0, 0), (width, 0), (width, height), (0, height)]
    table = Image.new("RGB", size, (96, 78, 60))
    warped = image.transform(size, Image.PERSPECTIVE, coefficients(flat, corners), Image.BICUBIC)
    mask = Image.new("L", image.size, 255).transform(size, Image.PERSPECTIVE, coefficients(flat, corners))
    table.paste(warped, (0, 0), mask)
    angle = chance.uniform(2, 5) * chance.choice([-1, 1]) * strength
    table = table.rotate(angle, Image.BICUBIC, expand=True, fillcolor=(96, 78, 60))
    pixels = numpy.asarray(table, float)
    rows, columns = numpy.mgrid[0:pixels.shape[0], 0:pixels.shape[1]]
    direction = chance.uniform(0, 2 * numpy.pi)
    slope = numpy.cos(direction) * columns / pixels.shape[1] + numpy.sin(direction) * rows / pixels.shape[0]
    light = 0.82 + 0.22 * (slope - slope.mean())
    edge = chance.uniform(0.3, 0.7) * pixels.shape[1] + 0.25 * (rows - pixels.shape[0] / 2)
    light *= 1 - 0.33 / (1 + numpy.exp(-(columns - edge) / 40))
    pixels = pixels * light[..., None] * numpy.array([1.0, 0.97, 0.9])
    blurred = Image.fromarray(numpy.clip(pixels, 0, 255).astype("uint8")).filter(
        ImageFilter.GaussianBlur(1.1 * strength))
    noisy = numpy.asarray(blurred, float) + chance.normal(0, 9 * strength, pixels.shape)
    return Image.fromarray(numpy.clip(noisy, 0, 255).astype("uint8"))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    sheets = []

    def keep(image, name, kind, models, text, **options):
        folder = os.path.join(FOLDER, kind)
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, name + (".png" if kind in ("clean", "mixed", "turned") else ".jpg"))
        image.save(path, **({"quality": 75} if path.endswith("jpg") else {}))
        sheets.append({"path": path, "name": name, "kind": kind, "models": models, "text": text})

    for index, (name, models, file, language) in enumerate(SINGLE):
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
        image, text = render(name, [(file, language)], "one"), read(file)
        keep(image, name, "clean", models, text)
        keep(image.rotate(90 * (1 + index % 3), expand=True), name, "turned", models, text)
        photo = photograph(image, seed)
        keep(photo, name, "photo", models, text)
        keep(photo.rotate(90 * (1 + (index + 1) % 3), expand=True), name, "photo-turned", models, text)
    for name, models, parts, layout in MIXED:
        seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
        image, text = render(name, parts, layout), "\n\n".join(read(file) for file, _ in parts)
        keep(image, name, "mixed", models, text)
        keep(photograph(image, seed), name, "mixed-photo", models, text)
    with open(os.path.join(FOLDER, "sheets.json"), "w", encoding="utf-8") as out:
        json.dump(sheets, out, ensure_ascii=False, indent=1)


main()
