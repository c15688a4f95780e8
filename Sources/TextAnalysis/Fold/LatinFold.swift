// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Latin letters. `FoldTable` also drops the combining marks of the general blocks after them, which
// covers Yoruba, Vietnamese and whatever else has no letter of its own in Unicode.
//
// Sources: the transform Latin-ASCII of CLDR 42 (common/transforms/Latin-ASCII.xml), small letters
// only, since the exact form has no others (ß and ẞ are ss there, ſ is s); letters whose difference
// from the base CLDR's root collation does not call primary are among them (đ ł ø ħ). Letters that
// CLDR leaves alone: the African Reference Alphabet (Niamey 1978) and Pan-Nigerian letters as
// people type them without a special keyboard, and the Azerbaijani schwa.

/// The folding table of Latin letters.
enum LatinFold {
  /// What each letter folds to.
  static let rules: [FoldRule] = [
    FoldRule("a", from: "àáâãäåāăąǎǟǡǻȁȃȧᶏḁạảấầẩẫậắằẳẵặⱥ"),
    FoldRule("aa", from: "ꜳ"),
    FoldRule("ae", from: "æǣǽ"),
    FoldRule("ao", from: "ꜵ"),
    FoldRule("au", from: "ꜷ"),
    FoldRule("av", from: "ꜹꜻ"),
    FoldRule("ay", from: "ꜽ"),
    FoldRule("b", from: "ƀƃɓᵬᶀḃḅḇ"),
    FoldRule("c", from: "çćĉċčƈȼḉꞓ"),
    FoldRule("d", from: "ðďđƌȡɖɗᵭᶁᶑḋḍḏḑḓꝱꝺ"),
    FoldRule("db", from: "ȸ"),
    FoldRule("e", from: "èéêëēĕėęěȅȇȩɇɛᶒᶓḕḗḙḛḝẹẻẽếềểễệⱸ"),
    FoldRule("f", from: "ƒᵮᶂḟꝼ"),
    FoldRule("g", from: "ĝğġģǥǧǵɠᶃḡꞡ"),
    FoldRule("h", from: "ĥħȟḣḥḧḩḫẖⱨ"),
    FoldRule("hv", from: "ƕ"),
    FoldRule("i", from: "ìíîïĩīĭįıǐȉȋɨᶖḭḯỉị"),
    FoldRule("j", from: "ĵǰȷɉ"),
    FoldRule("k", from: "ķƙǩᶄḱḳḵⱪꝁꝃꝅꞣ"),
    FoldRule("l", from: "ĺļľłƚȴɫᶅḷḹḻḽⱡꝇꝉꝲ"),
    FoldRule("ll", from: "ỻ"),
    FoldRule("m", from: "ɱᵯᶆḿṁṃꝳ"),
    FoldRule("n", from: "ñńņňŋƞǹȵɲᵰᶇṅṇṉṋꝴꞑꞥ"),
    FoldRule("o", from: "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợⱺꝋꝍ"),
    FoldRule("oe", from: "œ"),
    FoldRule("oi", from: "ƣ"),
    FoldRule("oo", from: "ꝏ"),
    FoldRule("p", from: "ƥᵱᵽᶈṕṗꝑꝓꝕ"),
    FoldRule("q", from: "ĸꝗꝙ"),
    FoldRule("qp", from: "ȹ"),
    FoldRule("r", from: "ŕŗřȑȓɍɽᵲᵳᶉṙṛṝṟꝵꞧ"),
    FoldRule("s", from: "śŝşšșȿᵴᶊṡṣṥṧṩẜẝꞩ"),
    FoldRule("t", from: "ţťŧƫƭțȶʈᵵṫṭṯṱẗⱦꝷꞇ"),
    FoldRule("th", from: "þᵺꝥꝧ"),
    FoldRule("u", from: "ùúûüũūŭůűųưǔǖǘǚǜȕȗʉᶙṳṵṷṹṻụủứừửữự"),
    FoldRule("ue", from: "ᵫ"),
    FoldRule("v", from: "ʋᶌṽṿỽⱱⱴꝟ"),
    FoldRule("vy", from: "ꝡ"),
    FoldRule("w", from: "ŵẁẃẅẇẉẘⱳ"),
    FoldRule("x", from: "ᶍẋẍ"),
    FoldRule("y", from: "ýÿŷƴȳɏẏẙỳỵỷỹỿ"),
    FoldRule("z", from: "źżžƶȥɀᵶᶎẑẓẕⱬ"),
    // African and Azerbaijani letters that Latin-ASCII leaves alone.
    FoldRule("a", from: "ɑ"),
    FoldRule("e", from: "əǝ"),
    FoldRule("g", from: "ɣ"),
    FoldRule("i", from: "ɩ"),
    FoldRule("o", from: "ɔ"),
    FoldRule("s", from: "ʃ"),
    FoldRule("u", from: "ʊ"),
    FoldRule("z", from: "ʒǯ"),
  ]
}
