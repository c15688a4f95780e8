// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Written by Scripts/make-month-names. Source: CLDR as in ICU 72.1, all its languages.

extension MonthNames {
  /// A line a month; names between bars; `=` and up to 12 languages after a name of several months.
  static let ethiopian = """
    de meskerem|mes|meskerem|meskerems|mäs|mäskäräm|mäskärämkuu|mäskärämkuuta|мес|мескерем|\
    мескерема|מסקרם|مسكريم|مسکرم|मस्केरेम|मेसकेरेम|মাস্কেরেম|ਮੇਸਕੇਰੇਮ|મેસ્કેરેમ|மஸ்|மஸ்கரம்|\
    మెస్క్‌రమ్|ಮೆಸ್ಕರೆಮ್|മെസ്‌കെരെം|เมสเคอเรม|ແມສເຄີແຣມ|መስከረም=am|メスケレム|一月=zh|매스캐램|𞤥𞤫𞤧𞤳𞤫𞤪𞤫𞤥
    de tekemt|taqemt|tek|tekemt|tekemts|teq|teqemt|tikemet|tikimt|тек|текемт|текемта|טקמת|تكمت|\
    تکیمت|تیکیمت|टेकेम्ट|तेकेम्त|টেকেমট|ਟੇਕੇਮਟ|ટેકેમ્ટ|தெகெ|தெகெம்ப்த்|టెకెమట్|ಟೆಕೆಮ್ಟ್|ടെക്കെംറ്റ്|\
    เตเกมท|ເຕເກມ|ጥቅምት|ṭəqəmt|ṭəqəmtkuu|ṭəqəmtkuuta|テケムト|二月=zh|테켐트|𞤼𞤫𞤳𞤥𞤫𞤼
    d’hedar|hed=ast,fr,sc|hedar|hedars|hidar|хед|хедар|хедара|הדר|هدار|هیدار|ہیدر|हेदर|हेदार|হিডার|\
    ਹੈਡਰ|હેડાર|ஹெத|ஹெதர்|హెదర్|ಹೆದರ್|ഹേദർ|เฮดาร์|ເຮດາ|ኅዳር|ḫədar|ḫədarkuu|ḫədarkuuta|ヘダル|三月=zh|헤다르|\
    𞤸𞤫𞤣𞤢𞥄𞤪
    de tahsas|tah|tahesas|tahsas|tahsass|taḫśaś|taḫśaśkuu|taḫśaśkuuta|тах|тахсас|тахсаса|תהסס|تهساس|\
    تہساس|طه‌ساز|तहसास|ताहसास|তাহসাস|ਤਾਹਸਸ|તાહસાસ|தஹ்|தஹ்சாஸ்|తహసాస్|ತೆಹ್‌ಸಾಸ್|തഹ്‌സാസ്|ทาฮ์ซัส|\
    ທາຊັສ|ታኅሣሥ|ターサス|四月=zh|타흐사스|𞤼𞤢𞤸𞤢𞤧𞤢𞥄𞤧
    de ter|ter|ters|tir=cs,sk,tr|t’er|тер|тера|טר|تر|تیر=ur|टर|तेर|টের|ਟਰ|તેર|தெர்|టర్|ಟೆರ್|ടെർ|\
    เทอร์|ເທີ|ጥር|ṭərr|ṭərrkuu|ṭərrkuuta|テル|五月=zh|테르|𞤼𞤫𞤪
    de yekatit|jakatīts|jekatit|yakatit|yek|yekatit|yäk|yäkatit|yäkatitkuu|yäkatitkuuta|якатит|єкат|\
    єкатіта|јекатит|יכתית|يكتت|یکاتیت|یکوتیت|येकाटिट|येकातित|ইয়েকাটিট|ਯਕੇਟਿਤ|યેકાતીત|யாகா|யாகாடிட்|\
    యెకాటిట్|ಯೆಕಟಿಟ್|യെക്കാറ്റിറ്റ്|เยคาทิท|ເຍຄາທິດ|የካቲት|イェカティト|六月=zh|얘카티트|𞤴𞤫𞤳𞤢𞤼𞤫𞤳
    de megabit|magabit|magabits|meg|megabit|mäg|mägabit|mägabitkuu|mägabitkuuta|магабит|мег|мегабит|\
    мегабіта|מגבית|مجابيت|مگابیت|میگابت|मेगाबिट|मेगाबित|মেগাবিট|ਮੇਗਾਬਿਟ|મેગાબીટ|மகா|மகாபிட்|\
    మెగాబిట్|ಮೆಗಾಬಿಟ್|മെഗാബിറ്റ്|เมกาบิต|ເມກາບິດ|መጋቢት=am|メガビト|七月=zh|매가비트|𞤥𞤫𞤺𞤢𞤦𞤭𞤼
    de miazia|mia|miazia|miy|miyaza|miyazya|miyazyakuu|miyazyakuuta|miāzija|миазиа|миазия|міяз|\
    міязія|מיאזיה|ميازيا|میازیا|मियाज़िया|मियाझिया|মিয়াজিয়া|ਮਿਆਜਿਆ|મિયાઝિયા|மியா|மியாஸ்யா|మియజియ|\
    ಮೈಝಿಯಾ|മിയാസിയ|เมียเซีย|ເມຍເຊຍ|ሚያዝያ=am|ミアジア|八月=zh|미야지야|𞤥𞤭𞤴𞤢𞥄𞥁𞤴𞤢
    de genbot|gen=ast,sc|genbot|genbots|ginbot|gue|guenbot|gənbot|gənbotkuu|gənbotkuuta|ген|генбот|\
    генбота|גנבות|جنبت|گیمبوٹ|گین‌بوت|गनबोट|गेनबोत|গেনবট|ਜੇਨਬੋਟ|ગેનબોટ|கென்|கென்போ|గెన్‌బోట్|\
    ಜೆನ್‌ಬಾಟ್|ഗെൻബോട്ട്|เจนบอต|ເຈນບອດ|ግንቦት=am|ゲンボト|九月=zh|겐보트|𞤺𞤫𞤲𞤦𞤮𞤼
    de sene|sen=ast|sene|senē|sän|säne|sänekuu|sänekuuta|säné|сен=uk|сене|сэнэ|סאנה|سنه|سين|سینے|\
    सेन|सेने|সিনি|ਸੀਨ|સેને|சனே|సెనె|ಸೆನೆ|സെനെ|เซเน|ເຊເນ|ሰኔ|セネ|十月=zh|새네|𞤧𞤫𞥅𞤲𞤫
    d’hamle|ham|hamle|hamlé|hamlē|хам|хамле|хамлэ|המלה|حمله|هامل|ہیملے|हम्ले|हाम्ले|হ্যামলি|ਹਮਲੇ|\
    હેમલે|ஹமே|ஹமேல்|హమ్లె|ಹ್ಯಾಮ್ಲೆ|ഹാംലെ|ฮัมเล|ຮໍາເລ|ሐምሌ|ḥamle|ḥamlekuu|ḥamlekuuta|ハムレ|十一月=zh|함레|\
    𞤸𞤢𞤥𞤤𞤫
    de nehasse|nahasē|neh|nehasa|nehase|nehasse|näh|nähase|nähasekuu|nähasekuuta|nähasé|нахасэ|нех|\
    нехасе|נהסה|نحسه|نهاس|نیہاسے|नेहासे|नेहास्से|নেহাসে|ਨੇਹਾਸੇ|નેહાસ્સે|நஹா|நஹாசே|నెహస్సె|ನಿಹಾಸ್ಸೆ|\
    നെഹാസെ|เนแฮซ|ເນແຮສ໌|ነሐሴ|ネハッセ|十二月=zh|내하세|𞤲𞤫𞤸𞤢𞥄𞤧𞤫
    de pagumen|epagomens|pag|pagu|pagume|pagumen|pagumiene|pagumän|pagumén|паг|пагумен|пагумена|\
    эпагомен|פגומן|باجمن|پاگومه|پیگیومین|पागुमेन|पागूमन|পাগুমেন|ਪਾਗੂਮੇਨ|પેગુમેન|பாகு|பாகுமே|పగుమెన్|\
    ಪೆಗ್ಯುಮೆನ್|പാഗുമെൻ|พากูเมน|ພາກູເມນ|ጳጉሜን|ṗagumen|ṗagumenkuu|ṗagumenkuuta|パグメン|十三月|파구맨|\
    𞤨𞤢𞤺𞤵𞤥𞤫𞥅𞤲
    """
}
