// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Word lists of the light stemmers of South Asia, and of Oromo, Hausa, Turkmen and Tatar.

@testable import TextAnalysis

extension StemList {
  static let southAsianAndOthers = [
    StemList(
      stemmer: .lightMarathi, language: "mr",
      groups: [
        "देश देशात देशाचा देशाच्या देशांमध्ये देशांना देशांतील", "अधिकार अधिकाराचे अधिकारांचा अधिकारांसाठी अधिकारही",
        "शाळा शाळेत शाळेच्या शाळांमध्ये", "मुलगा मुलगे मुलग्याला मुलगी", "पाणी पाण्यात पाण्याचा",
        "लोक लोकांना लोकांचे लोकांनी", "मुंबई मुंबईत मुंबईचा", "भाषा भाषेत भाषेचा भाषांमध्ये",
      ],
      apart: "देश अधिकार शाळा मुलगा पाणी लोक घर भाषा काम बाजार"),
    StemList(
      stemmer: .lightGujarati, language: "gu",
      groups: [
        "ઘર ઘરમાં ઘરનું ઘરથી ઘરો", "છોકરો છોકરા છોકરી છોકરાઓ છોકરાઓને", "દેશ દેશના દેશમાં દેશો દેશોમાં",
        "ભાષા ભાષામાં ભાષાઓ ભાષાની", "અધિકાર અધિકારો અધિકારોનું", "શાળા શાળાઓ શાળામાં શાળાઓમાંથી",
      ],
      apart: "ઘર છોકરો દેશ ભાષા અધિકાર શાળા કામ પાણી લોક"),
    StemList(
      stemmer: .lightPunjabi, language: "pa",
      groups: [
        "ਮੁੰਡਾ ਮੁੰਡੇ ਮੁੰਡਿਆਂ", "ਕਿਤਾਬ ਕਿਤਾਬਾਂ", "ਕੁੜੀ ਕੁੜੀਆਂ", "ਦਵਾਈ ਦਵਾਈਆਂ", "ਭਾਸ਼ਾ ਭਾਸ਼ਾਵਾਂ",
        "ਅਧਿਕਾਰ ਅਧਿਕਾਰਾਂ", "ਘਰ ਘਰਾਂ ਘਰੋਂ",
      ],
      apart: "ਮੁੰਡਾ ਕਿਤਾਬ ਕੁੜੀ ਦਵਾਈ ਭਾਸ਼ਾ ਅਧਿਕਾਰ ਘਰ ਕੰਮ ਪਾਣੀ ਲੋਕ"),
    StemList(
      stemmer: .lightTelugu, language: "te",
      groups: [
        "దేశం దేశంలో దేశాలు దేశాల దేశాలను దేశానికి దేశాన్ని", "హక్కు హక్కులు హక్కులను హక్కుల హక్కుకు",
        "పుస్తకం పుస్తకాలు పుస్తకాన్ని", "మనిషి మనిషికి మనిషిని", "భాష భాషలో భాషలు భాషల భాషను",
      ],
      apart: "దేశం హక్కు పుస్తకం మనిషి భాష పని నగరం తెలుగు స్వాతంత్ర్యం"),
    StemList(
      stemmer: .lightKannada, language: "kn",
      groups: [
        "ದೇಶ ದೇಶದ ದೇಶದಲ್ಲಿ ದೇಶಕ್ಕೆ ದೇಶಗಳು ದೇಶಗಳಲ್ಲಿ ದೇಶವನ್ನು",
        "ಹಕ್ಕು ಹಕ್ಕುಗಳು ಹಕ್ಕುಗಳನ್ನು ಹಕ್ಕಿನ ಹಕ್ಕನ್ನು ಹಕ್ಕುಗಳಿಗೆ",
        "ಮನೆ ಮನೆಯಲ್ಲಿ ಮನೆಗೆ ಮನೆಗಳು", "ಭಾಷೆ ಭಾಷೆಯ ಭಾಷೆಗಳು ಭಾಷೆಯಲ್ಲಿ",
      ],
      apart: "ದೇಶ ಹಕ್ಕು ಮನೆ ಭಾಷೆ ಕೆಲಸ ನೀರು ನಗರ ಜನ"),
    StemList(
      stemmer: .lightMalayalam, language: "ml",
      groups: [
        "രാജ്യം രാജ്യത്തിന്റെ രാജ്യത്ത് രാജ്യങ്ങൾ രാജ്യങ്ങളിൽ", "അവകാശം അവകാശങ്ങൾ അവകാശങ്ങളെ അവകാശത്തിന്",
        "വീട് വീട്ടിൽ വീടുകൾ", "ഭാഷ ഭാഷയിൽ ഭാഷയുടെ ഭാഷകൾ", "സ്കൂൾ സ്കൂളിൽ സ്കൂളുകൾ സ്കൂളിലെ",
      ],
      apart: "രാജ്യം അവകാശം വീട് ഭാഷ സ്കൂൾ ജോലി വെള്ളം മലയാളം"),
    StemList(
      stemmer: .lightSinhala, language: "si",
      groups: [
        "රට රටේ රටට රටවල් රටවල රටක්", "පොත පොත් පොතේ පොතට පොතක්", "නිදහස නිදහසේ නිදහසට",
        "ගම ගමේ ගම් ගමට", "භාෂාව භාෂාවේ භාෂාවට",
      ],
      apart: "රට පොත නිදහස ගම භාෂාව ජලය වැඩ පාසල"),
    StemList(
      stemmer: .lightOromo, language: "om",
      groups: [
        "mirga mirgi mirgaa mirgaaf mirgoota mirgootaaf", "biyya biyyaa biyyoota biyyi biyyattii",
        "nama namni namoota namootaaf namicha", "barnoota barnootaaf barnootaan",
      ],
      apart: "mirga biyya nama barnoota hojii afaan mana bishaan"),
    StemList(
      stemmer: .lightHausa, language: "ha",
      groups: [
        "littafi littafin littafinsa littafinta", "gwamnati gwamnatin gwamnatinsu",
        "ƙasa ƙasar ƙasarsu", "haƙƙi haƙƙin haƙƙinsa",
      ],
      apart: "littafi gwamnati ƙasa haƙƙi ruwa aiki yaro makaranta"),
    StemList(
      stemmer: .lightTurkmen, language: "tk",
      groups: [
        "hukuk hukuklar hukugy hukuklary hukuklarynyň hukuga",
        "kitap kitaby kitaplar kitapda kitapdan",
        "ýurt ýurdy ýurtlar ýurtda ýurduň", "maşgala maşgalasy maşgalalar maşgalanyň",
        "azatlyk azatlygy azatlyga azatlyklary",
      ],
      apart: "hukuk kitap ýurt maşgala azatlyk adam iş mekdep döwlet"),
    StemList(
      stemmer: .lightTatar, language: "tt",
      groups: [
        "хокук хокукы хокуклар хокукларының хокукка", "китап китабы китаплар китапта китабын",
        "гаилә гаиләсе гаиләләр гаиләнең", "мәктәп мәктәбе мәктәптә мәктәпләрендә",
        "кеше кешесе кешеләр кешегә кешеләрнең",
      ],
      apart: "хокук китап гаилә мәктәп кеше дәүләт азатлык эш"),
  ]
}
