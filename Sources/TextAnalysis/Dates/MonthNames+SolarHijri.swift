// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Written by Scripts/make-month-names. Source: CLDR as in ICU 72.1, all its languages.

extension MonthNames {
  /// A line a month; names between bars; `=` and up to 12 languages after a name of several months.
  static let solarHijri = """
    far|faravadin|farvardin|farvardinkuu|farvardinkuuta|farvardīns|farwardin|ferverdin|janaayo|\
    фаравадин|фарвардин|фарвардін|פרורדין|حمل|خاکەلێوە|فرفردن|فروردن|فروردین|وری|फरवरदिन|फर्वादिन|\
    ফ্যাভার্ডিন|ਫਾਰਵਰਡੀਨ|ફાર્વાર્દિન|ஃபர்|ஃபர்வாதின்|ఫావర్డిన్|ಫರ್ವರ್ದಿನ್|ഫർവാർദിൻ|ฟาร์วาร์ดิน|\
    ຟຣາວາດິນ|ຟາຣວາດິນ|ファルヴァルディーン|一月=zh|화르바딘|𞤬𞤢𞤪𞤾𞤢𞤪𞤣𞤭𞤲
    feebraayo|ord|ordibehescht|ordibehesht|ordibeheszt|ordibeheşt|ordibehešt|ordibeheštkuu|\
    ordibeheštkuuta|ordibehešts|oʻrdibehisht|ордибехешт|ордібехешт|урдибиҳишт|ארדיבהשת|آرڈبائش|\
    أذربيهشت|اردیبهشت|ثور|غویی|گوڵان|ओर्दिबेहेश्त|ओर्दिवेहेस्ट|অরডিবেহেশ্ত|ਔਰਡਾਈਬਹੈਸ਼ਟ|ઓરડીબેહેશ્ટ|\
    ஆர்டி|ஆர்டிபெஹெஷ்த்|ఊడాబహష్ట్|ಓರ್ದಿಬೆಹೆಶ್ಟ್|ഓർഡിബെഹെഷ്‌റ്റ്|ออร์ดิเบเฮชต์|ອໍຣດີບີເຫຣດ|\
    ອໍຣດີບີເຫຮດ|オルディーベヘシュト|二月=zh|오르디베헤쉬트|𞤮𞤪𞤣𞤭𞤦𞤫𞤸𞤫𞥃𞤼
    chordád|chordād|hordad|hordāds|kho|khordad|khordadkuu|khordadkuuta|khordâd|khordād|kordad|\
    maarso=so|xurdod|кордад|хордад|хурдод|ח׳רדאד|جوزا|جۆزەردان|خداداد|خرداد|غبرگولی|खोरदाद|खोरर्दाद|\
    খোর্দ্দ|ਖੋਡਰਡ|ખોરદાદ|கொர்|கொர்தாத்|ఖోర్డాడ్|ಖೋರ್ಡಾದ್|ഖോർദാദ്|คอร์แดด|ຄໍຣເດດ|ホルダード|三月=zh|호르다드|\
    𞤿𞤮𞤪𞤣𞤢𞤣
    abril=so|tir|tirkuu|tirkuuta|tur|tír|tīrs|тир|тір|תיר|تار|تیر=fa,ur|سرطان|پووشپەڕ|چنگاښ|टिर|तिर|\
    তীর|ਟਿਰ|તિર|திர்|టిర్|ಟಿರ್|ടിർ|เตอร์|ແຕຣ|ティール|四月=zh|티르|𞤼𞤭𞤪
    a-mordad|maayo|mor=fr,sc|mordad|mordadkuu|mordadkuuta|mordád|mordâd|mordād|mordāds|murdod|\
    мордад|мурдод|מרדאד|اسد|زمری|مرداد|گەلاوێژ|मोरदाद|মর্যাদ|ਮੋਰਡਾਦ|મોર્દાદ|மொர்|மொர்தாத்|మెర్డాడ్|\
    ಮೊರ್ದಾದ್|മോർദാദ്|มอร์แดด|ມໍຣເດດ|モルダード|五月=zh|모르다드|𞤥𞤮𞤪𞤣𞤢𞤣
    juun=so|schahriwar|sha=sc|shahrivar|szahriwar|şehriver|šah|šahrivar|šahrivarkuu|šahrivarkuuta|\
    šahrivērs|šahrívar|шахривар|шахривер|шахрівер|шаҳривар|שהריור|خەرمانان|سنبلهٔ|شهرفار|شهریور|\
    شہریوار|وږی|शाहरीवर्|शाहरीवार|শাহরিবার|ਸ਼ਰਾਇਵਰ|શાહરિવર|ஷாரி|ஷாரிவார்|శశివర్|ಶಹರಿವಾರ್|ഷഹ്‌രിവാർ|\
    ชาหริวาร์|ຊາຣລິວາ|ຊາຣຫິວາ|シャハリーヴァル|六月=zh|샤흐리바르|𞥃𞤢𞤸𞤪𞤭𞤾𞤢𞤪
    luuliyo=so|mehr|mehrkuu|mehrkuuta|mehrs|мер|мехр|меҳр|מהר|تله|مهر|مہر|میزان|ڕەزبەر|मेहर|मेहेर|\
    মেহের|ਮੇਹਰ|મેહર|மெஹ்|மெஹ்ர்|మెహర్|ಮೆಹ್ರ್|മെഹർ|เมฮร์|ເມີ|メフル|七月=zh|메흐르|𞤥𞤫𞤸𞤫𞤪
    aban|abankuu|abankuuta|abans|agoosto|obon|ábán|âbâ|âbân|ābān|абан|обон|אבאן|آبان|آيان|ابان|عقرب|\
    لړم|گەڵاڕێزان|अबान|अवन|আবান|ਅਬਾਨ|અબાન|அபா|அபான்|అబన్|ಅಬನ್|അബാൻ|อะบาน|ອາບານ|アーバーン|八月=zh|아반|\
    𞤢𞤦𞤢𞤲
    azar|azarkuu|azarkuuta|azer|azers|ozar|sabteembar|ázar|âzar|āsar|āzar|азар|азер|озар|אד׳ר|آذر|\
    آزر|سەرماوەز|قوس|لیندۍ|अज़र|अझार|আজার|বাজার|ਅਜ਼ਾਰ|અઝાર|அசா|அசார்|అజర్|ಅಝರ್|അസർ|อะซาร์|ອາຊາ|\
    ອາຊາຣ|アーザル|九月=zh|아자르|𞤢𞥁𞤢𞤪
    dei|dej|dejs|dey|deykuu|deykuuta|déi|oktoobar=so|дей|деј|די|بەفرانبار|جدی|دي|دی|مرغومی|ڈے|डे|दे|\
    দে|ਡੇਅ|ડેય|தே|డే|ಡೇ|ഡെയ്|เดย์|ດີຣ|デイ|十月=zh|다이|𞤣𞤫𞤴
    bah|bahman|bahmankuu|bahmankuuta|bahmans|behmen|noofeembar=so|бахман|баҳман|בהמן|بهمن|بہمن|دلو|\
    سلواغه|ڕێبەندان|बहमन|बाहमान|বাহমান|ਬਾਹਮਨ|બાહમેન|பஹ்|பஹ்மான்|బాహ్‌మాన్|ಬಹ್ಮನ್|ബഹ്‌മാൻ|บาฮ์มาน|\
    ບຣາມານ|ບຣາແມນ|バフマン|十一月=zh|바흐만|𞤦𞤢𞤸𞤥𞤢𞤲
    diiseembar|esf|esfand|esfandkuu|esfandkuuta|esfands|esfend|essfand|isfan|isfand|есфанд|исфанд|\
    эсфанд|אספנד|اسفند|اسفندار|حوت|ڕەشەمە|کب|ईस्फन्द्|एसफांद|এসফ্যান্ড|ਐਸਫੰਡ|એસ્ફાન્ડ|எஃ|எஃபான்|\
    ఎస్‌ఫాండ్|ಎಸ್ಫಾಂಡ್|എസ്‌ഫാൻഡ്|เอสฟานด์|ເອສຟານ|エスファンド|十二月=zh|에스판드|𞤫𞤧𞤬𞤢𞤲𞤣
    """
}
