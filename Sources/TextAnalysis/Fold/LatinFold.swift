// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Latin letters. `FoldTable` also drops the combining marks of the general blocks after them, which
// covers Yoruba, Vietnamese and whatever else has no letter of its own in Unicode.
//
// Sources: the transform Latin-ASCII of CLDR 42 (common/transforms/Latin-ASCII.xml), small letters
// only, since the exact form has no others (ß and ẞ are ss there, ſ is s); letters whose difference
// from the base CLDR's root collation does not call primary are among them (đ ł ø ħ). Letters that
// CLDR leaves alone: the African Reference Alphabet (Niamey 1978) and Pan-Nigerian letters as
// people type them without a special keyboard, and the Azerbaijani schwa; letters that their names in
// UnicodeData.txt 15 call a small capital, insular, or a letter with hook, tail, curl, belt, stroke
// or flourish, as that letter. Turned and reversed letters, clicks, and letters for glottal and
// pharyngeal sounds are letters of their own.
//
// German ä ö ü, Nordic ø å and the like fold to the base letter, so that muller finds Müller. That
// they are also written ae oe ue aa is not folded: that would take Michael to Michäl and Israel to
// Isräl in every language, the fold cannot ask which one it is, and two keys on one rung would break
// the ladder. Rules by language, on coarser rungs, may bring them together.

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
    // Small capitals.
    FoldRule("a", from: "ᴀ"), FoldRule("ae", from: "ᴁ"), FoldRule("b", from: "ʙᴃ"),
    FoldRule("c", from: "ᴄ"), FoldRule("d", from: "ᴅᴆ"), FoldRule("e", from: "ᴇ"),
    FoldRule("f", from: "ꜰ"), FoldRule("g", from: "ɢʛ"), FoldRule("h", from: "ʜ"),
    FoldRule("i", from: "ɪᵻ"), FoldRule("j", from: "ᴊ"), FoldRule("k", from: "ᴋ"),
    FoldRule("l", from: "ʟᴌ"), FoldRule("m", from: "ᴍ"), FoldRule("n", from: "ɴ"),
    FoldRule("o", from: "ᴏᴐ"), FoldRule("oe", from: "ɶ"), FoldRule("p", from: "ᴘ"),
    FoldRule("q", from: "ꞯ"), FoldRule("r", from: "ʀꭆ"), FoldRule("s", from: "ꜱ"),
    FoldRule("t", from: "ᴛ"), FoldRule("u", from: "ᴜᵾ"), FoldRule("v", from: "ᴠ"),
    FoldRule("w", from: "ᴡ"), FoldRule("y", from: "ʏ"), FoldRule("z", from: "ᴢᴣ"),
    // Letters with hooks, tails, strokes and the like, and other shapes of a letter.
    FoldRule("a", from: "ᶐꬰꞻ"), FoldRule("b", from: "ꞗ"), FoldRule("c", from: "ɕꞔ"),
    FoldRule("d", from: "ꟈ"), FoldRule("e", from: "ɚᶕᶔꬲꬳꬴ"), FoldRule("f", from: "ꞙꬵ"),
    FoldRule("g", from: "ɡᵹꬶꟑ"), FoldRule("h", from: "ɦꞕⱶ"), FoldRule("i", from: "ᵼꞽ"),
    FoldRule("j", from: "ʝɟʄ"), FoldRule("l", from: "ɬɭꞎꬷꬸꬹ"), FoldRule("m", from: "ꬺ"),
    FoldRule("n", from: "ɳꬻꬼ"), FoldRule("o", from: "ɵᶗꟁꬽꬾꬿ"), FoldRule("q", from: "ʠɋ"),
    FoldRule("r", from: "ɼɾꝛꞃꭅꭇꭉꭋꭌ"), FoldRule("s", from: "ʂᶋᶘʆꞅꟊꟗꟙ"),
    FoldRule("u", from: "ꞹꞿᵿꭎꭏꭒ"), FoldRule("v", from: "ꝩ"), FoldRule("w", from: "ƿꟃ"),
    FoldRule("x", from: "ꭖꭗꭘꭙ"), FoldRule("y", from: "ꭚ"), FoldRule("z", from: "ʐʑʓᶚƺꝣ"),
    FoldRule("ae", from: "ꞛ"), FoldRule("oe", from: "ꞝ"), FoldRule("ue", from: "ꞟ"),
    FoldRule("dz", from: "ʣʤʥꭦ"), FoldRule("ts", from: "ʦʧ"), FoldRule("tc", from: "ʨ"),
    FoldRule("tz", from: "ꜩ"), FoldRule("ou", from: "ȣᴕ"), FoldRule("et", from: "ꝫ"),
    // Modifier letters that have no decomposition to a letter of the above.
    FoldRule("ae", from: "ᴭ"), FoldRule("b", from: "ᴯ"),
  ]
}
