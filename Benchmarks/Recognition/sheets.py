#!/usr/bin/env python3
"""Renders the sheets of the recognition benchmark: texts of Samples/ in a browser, then as a camera might see them.

Usage: sheets.py SAMPLES FOLDER [PART]
Writes FOLDER/KIND/NAME.png or .jpg and sheets.json: for each picture its text, languages and kind. With PART only
sheets with this in KIND/NAME.
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
PART = sys.argv[3] if len(sys.argv) > 3 else ""

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
    body = "".join(block(read(file), language) for file, language in parts)
    return shot(name, f'<style>{STYLE}</style><div class="{layout}">{body}</div>').convert("L").convert("RGB")


def shot(name, page_text, scale=2):
    """A page as the browser shows it, down to its last ink."""
    page = os.path.join(FOLDER, name + ".html")
    with open(page, "w", encoding="utf-8") as out:
        out.write('<!doctype html><meta charset="utf-8">' + page_text)
    picture = os.path.join(FOLDER, name + ".png")
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--screenshot={picture}",
         "--window-size=595,1700", f"--force-device-scale-factor={scale}", page],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    image = Image.open(picture).convert("RGB")
    tones = numpy.asarray(image.convert("L"), int)
    ink = numpy.abs(tones - tones[-1, -1]).max(axis=1)
    bottom = min(image.height, int(numpy.nonzero(ink > 100)[0].max() + 40 * scale))
    os.remove(page)
    os.remove(picture)
    return image.crop((0, 0, image.width, bottom))


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


class Sheets:
    """Keeps pictures and what is on them."""

    def __init__(self, folder, part):
        self.folder, self.part, self.entries = folder, part, []
        os.makedirs(folder, exist_ok=True)

    def wants(self, kind, name):
        return self.part in f"{kind}/{name}"

    def keep(self, image, name, kind, models, text, suffix=".png", quality=75):
        if not self.wants(kind, name):
            return
        os.makedirs(os.path.join(self.folder, kind), exist_ok=True)
        path = os.path.join(self.folder, kind, name + suffix)
        image.save(path, **({"quality": quality} if suffix == ".jpg" else {}))
        self.entries.append({"path": path, "name": name, "kind": kind, "models": models, "text": text})

    def finish(self):
        with open(os.path.join(self.folder, "sheets.json"), "w", encoding="utf-8") as out:
            json.dump(self.entries, out, ensure_ascii=False, indent=1)


def seed_of(name):
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")


def main():
    sheets = Sheets(FOLDER, PART)
    for index, (name, models, file, language) in enumerate(SINGLE):
        kinds = ["clean", "turned", "photo", "photo-turned"]
        if not any(sheets.wants(kind, name) for kind in kinds):
            continue
        image, text = render(name, [(file, language)], "one"), read(file)
        sheets.keep(image, name, "clean", models, text)
        sheets.keep(image.rotate(90 * (1 + index % 3), expand=True), name, "turned", models, text)
        photo = photograph(image, seed_of(name))
        sheets.keep(photo, name, "photo", models, text, ".jpg")
        turned = photo.rotate(90 * (1 + (index + 1) % 3), expand=True)
        sheets.keep(turned, name, "photo-turned", models, text, ".jpg")
    for name, models, parts, layout in MIXED:
        if not any(sheets.wants(kind, name) for kind in ["mixed", "mixed-photo"]):
            continue
        image, text = render(name, parts, layout), "\n\n".join(read(file) for file, _ in parts)
        sheets.keep(image, name, "mixed", models, text)
        sheets.keep(photograph(image, seed_of(name)), name, "mixed-photo", models, text, ".jpg")
    sheets.finish()


if __name__ == "__main__":
    main()
