// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Hiragana and katakana.
//
// Sources: modified Hepburn (ALA-LC romanization of Japanese); the extended katakana of the
// cabinet notice of 1991 for foreign names. u and i between voiceless consonants are weak in
// borrowed names.

/// How kana are read.
enum KanaSounds {
  /// The rules, for both syllabaries.
  static let rules = SoundRule.table(katakana) + SoundRule.table(hiragana)

  private static let katakana = """
    ア=a イ=i/y ウ=u/w エ=e オ=o ァ=a ィ=i ゥ=u ェ=e ォ=o カ=k_a キ=k_i/0 ク=k_u/0 ケ=k_e コ=k_o ガ=g_a ギ=g_i
    グ=g_u/0 ゲ=g_e ゴ=g_o サ=s_a シ=S/s_i/0 ス=s_u/0 セ=s_e ソ=s_o ザ=z_a ジ=JZ/z_i/0 ズ=z_u/0 ゼ=z_e ゾ=z_o
    タ=t_a チ=C/t_i/0 ツ=c/t_u/0 テ=t_e ト=t_o/0 ダ=d_a ヂ=J_i ヅ=z_u デ=d_e ド=d_o/0 ナ=n_a ニ=n_i ヌ=n_u/0
    ネ=n_e ノ=n_o ハ=h_a ヒ=h_i フ=f/h_u/0 ヘ=h_e ホ=h_o バ=b/v_a ビ=b/v_i ブ=b/v_u/0 ベ=b/v_e ボ=b/v_o パ=p_a
    ピ=p_i プ=p_u/0 ペ=p_e ポ=p_o マ=m_a ミ=m_i ム=m_u/0 メ=m_e モ=m_o ヤ=ya ユ=yu ヨ=yo ラ=rl_a リ=rl_i
    ル=rl_u/0 レ=rl_e ロ=rl_o ワ=wv_a ヲ=o ン=nm ー= ッ= ヴ=v_u/0 ヴァ=v_a ヴィ=v_i ヴェ=v_e ヴォ=v_o ファ=f_a フィ=f_i
    フェ=f_e フォ=f_o ティ=t_i ディ=d_i トゥ=t_u ドゥ=d_u チェ=C_e シェ=S_e ジェ=J_e ウィ=wv_i ウェ=wv_e ウォ=wv_o シャ=S_a
    シュ=S_u/0 ショ=S_o チャ=C_a チュ=C_u チョ=C_o ジャ=J_a ジュ=J_u ジョ=J_o ャ=ya ュ=yu ョ=yo
    """

  /// The same table 96 code points below.
  private static var hiragana: String {
    var result = ""
    for scalar in katakana.unicodeScalars {
      let isKana = (0x30A1...0x30F4).contains(scalar.value)
      let moved = isKana ? Unicode.Scalar(scalar.value - 0x60) ?? scalar : scalar
      result.unicodeScalars.append(moved)
    }
    return result
  }
}
