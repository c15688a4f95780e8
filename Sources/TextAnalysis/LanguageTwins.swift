// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Which codes mean the same language. One language must have one code everywhere, or its words
// would be counted, stemmed and filtered apart. The first list is ISO 639-2/T as ICU 72 has it.

extension Language {
  /// The code used for each other code of the same language; most are three letters to two.
  static let twoLetterTwins: [String: String] = {
    var twins: [String: String] = [:]
    for list in [terminological, bibliographic, mainMembers, formerCodes] {
      for pair in list.split(separator: ", ") {
        let codes = pair.split(separator: " ")
        twins[String(codes[0])] = String(codes[1])
      }
    }
    return twins
  }()

  /// ISO 639-2/T.
  private static let terminological = """
    aar aa, abk ab, ave ae, afr af, aka ak, amh am, arg an, ara ar, asm as, ava av, aym ay, \
    aze az, bak ba, bel be, bul bg, bis bi, bam bm, ben bn, bod bo, bre br, bos bs, cat ca, \
    che ce, cha ch, cos co, cre cr, ces cs, chu cu, chv cv, cym cy, dan da, deu de, div dv, \
    dzo dz, ewe ee, ell el, eng en, epo eo, spa es, est et, eus eu, fas fa, ful ff, fin fi, \
    fij fj, fao fo, fra fr, fry fy, gle ga, gla gd, glg gl, grn gn, guj gu, glv gv, hau ha, \
    heb he, hin hi, hmo ho, hrv hr, hat ht, hun hu, hye hy, her hz, ina ia, ind id, ile ie, \
    ibo ig, iii ii, ipk ik, ido io, isl is, ita it, iku iu, jpn ja, jav jv, kat ka, kon kg, \
    kik ki, kua kj, kaz kk, kal kl, khm km, kan kn, kor ko, kau kr, kas ks, kur ku, kom kv, \
    cor kw, kir ky, lat la, ltz lb, lug lg, lim li, lin ln, lao lo, lit lt, lub lu, lav lv, \
    mlg mg, mah mh, mri mi, mkd mk, mal ml, mon mn, mar mr, msa ms, mlt mt, mya my, nau na, \
    nde nd, nep ne, ndo ng, nld nl, nno nn, nor no, nbl nr, nav nv, nya ny, oci oc, oji oj, \
    orm om, ori or, oss os, pan pa, pli pi, pol pl, pus ps, por pt, que qu, roh rm, run rn, \
    ron ro, rus ru, kin rw, san sa, srd sc, snd sd, sme se, sag sg, sin si, slk sk, slv sl, \
    smo sm, sna sn, som so, sqi sq, srp sr, ssw ss, sot st, sun su, swe sv, swa sw, tam ta, \
    tel te, tgk tg, tha th, tir ti, tuk tk, tsn tn, ton to, tur tr, tso ts, tat tt, tah ty, \
    uig ug, ukr uk, urd ur, uzb uz, ven ve, vie vi, vol vo, wln wa, wol wo, xho xh, yid yi, \
    yor yo, zha za, zho zh, zul zu
    """

  /// ISO 639-2/B, where it differs.
  private static let bibliographic = """
    alb sq, arm hy, baq eu, bur my, chi zh, cze cs, dut nl, fre fr, geo ka, ger de, gre el, \
    ice is, mac mk, mao mi, may ms, per fa, rum ro, slo sk, tib bo, wel cy
    """

  /// ISO 639-3 codes of the main member of a group that is usually written with the group's code.
  ///
  /// Norwegian Bokmål is `no`, as detectors and stemmers name it; Nynorsk stays `nn`.
  private static let mainMembers = """
    arb ar, cmn zh, pes fa, zsm ms, zlm ms, ekk et, lvs lv, npi ne, ory or, pbt ps, pbu ps, \
    swh sw, uzn uz, khk mn, gaz om, plt mg, azj az, als sq, ydd yi, kmr ku, nob no, nb no, \
    quz qu, ayr ay, gug gn, ike iu, tgl tl, fil tl
    """

  /// Codes that ISO 639 has withdrawn or merged.
  private static let formerCodes = """
    iw he, bh bho, in id, ji yi, jw jv, mo ro, mol ro, scc sr, scr hr, sh sr, hbs sr, tw ak, twi ak, \
    fat ak
    """
}
