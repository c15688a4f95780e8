// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// The letters and small words by which languages of one script tell themselves apart. Sources: the
// alphabets of CLDR 42 (exemplar characters, main and auxiliary) for letters that one language has
// and its neighbours have not; articles, pronouns, prepositions, conjunctions and forms of "to be"
// of any grammar for words.

extension PassageEvidence {
  /// Arabic, Persian, Sorani, Pashto, Urdu, Sindhi and Uyghur.
  static let arabic = PassageEvidence(
    rules: """
      ckb letters 3: ێڕڵڤ
      ckb letters 1.5: ۆ
      ckb letters 0.7: ە
      ckb words 2: لە بە بۆ کە ئەم یان هەموو ئەو لەسەر هەیە لەگەڵ
      ug letters 3: ۈۇڭۋ
      ug letters 1.2: ې
      ug letters 0.7: ەۆى
      ug words 2: ۋە بىلەن بىر ھەر ئۈچۈن
      ps letters 3: ټډړښۍځڅږګڼ
      ps letters 1.5: ې
      ps words 2: د په چې له کې تر سره څخه ته شي دی کړي
      ur letters 3: ڈڑ
      ur letters 2: ٹےںہۂ
      ur letters 1: ھ
      ur words 2: کے کی میں ہے اور سے کا کو پر نے ہیں آپ یہ
      sd letters 3: ٻڀٺٽٿڃڄڇڊڌڍڏڙڦڪڳڱڻ۾۽
      sd words 1: جي جو کان آهي جا سان تي
      fa letters 0.5: پچژگ
      fa letters 0.2: کی
      fa letters 0.7: \u{200C}
      fa words 2: در از به که را این است با برای شما می های آن هر ها خود باید هستند شود کنید یک تا هم نیست مي اين براي
      ar letters 2: ة
      ar letters 1: ىأإٱ
      ar letters 0.3: كي
      ar words 2: في من على إلى الى التي الذي هذا هذه أن كل أو عن مع كان لا غير حق
      ar begin 1.2: ال وال بال لل
      """)

  /// Amharic and Tigrinya.
  static let ethiopic = PassageEvidence(
    rules: """
      am letters 0.7: አ
      am words 2: ነው ውስጥ እና ላይ ወይም ነበር ሁሉ ጋር ግን ይህ ማንኛውም አለው መብት ነጻ ለሁሉም
      am begin 1: የ
      am begin 0.3: በ ለ
      ti letters 1.5: ኣቐቑቒቓቔቕቖ
      ti letters 0.5: ኸኹኺኻኼኽኾ
      ti words 2: እዩ ናይ ኣብ ካብ ድማ ወይ ከም እቲ እዚ ዝኾነ ኩሉ ምስ ነቲ መሰል ኣለዎ ንኹሉ እዮም እያ ኢዩ ኩሎም ሰባት ነዚ ብዛዕባ ኣይኮነን
      ti letters 0.4: ሓዕ
      ti begin 1: ዝ
      ti begin 0.4: ን ብ
      """, fallback: (Language(unchecked: "am"), 0.6))

  /// Hebrew and Yiddish.
  static let hebrew = PassageEvidence(
    rules: """
      yi letters 2: װױײ
      yi words 2: און פון איז דער די צו דאָס דאס אַ מיט אױף אויף זיך האָבן האבן פֿון ניט נישט
      he words 2: של את על לא הוא היא כל עם זה או כי גם אם אל אדם לכל בין
      he begin 0.5: ה ב ל ו מ ש
      """, fallback: (Language(unchecked: "he"), 0.7))

  /// Bengali and Assamese.
  static let bengali = PassageEvidence(
    rules: """
      as letters 2: ৰৱ
      bn letters 0.4: র
      bn words 1: এবং ও করা জন্য
      as words 1: আৰু আছে
      """, fallback: (Language(unchecked: "bn"), 0.8))

  /// Burmese, Shan, Mon and S'gaw Karen.
  static let myanmar = PassageEvidence(
    rules: """
      shn letters 2: ၵၶၷၸၹၺၻၼၽၾၿႀႁႂႃႄႅႆႇႈႉ
      mnw letters 2: ဨဳဴၚၛၜၝၞၟၠ
      ksw letters 2: ၡၢၣၤ
      my letters 0.3: ကခဂစဆဇဉညဋဒဓဖဗဘျြ
      """, fallback: (Language(unchecked: "my"), 0.8))

  /// Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, and the Turkic, Mongolian and
  /// Tajik alphabets.
  static let cyrillic = PassageEvidence(
    rules: """
      ru letters 0.2: ыэё
      ru words 2: и в не на что с по как это из для его от при были был была было или также который которые которая того этого только все они может если более чем после между где когда быть есть нет вас вы мы нас кто до году уже под со же бы
      uk letters 1.5: їєґ
      uk letters 0.3: і
      uk words 2: та що це як для від його але або також який яка які після між де коли бути є немає ви ми вас нас було був була були із до року щоб через якщо ще із під у й не на
      be letters 2: ў
      be letters 0.3: і
      be words 2: што гэта як для яго ад але або таксама які якая якія пасля дзе калі быць няма вы мы было быў была былі да год каб праз калі яшчэ пад і у з не на
      bg letters 0.5: ъ
      bg words 2: на и за се от са да с по при към като който която които не това този тази след между или може беше бил има няма във със до ще през ли вие ние
      bg begin 0.1: пре
      sr letters 1.5: ђћ
      sr letters 0.6: јљњџ
      sr words 2: је и у на се да су за од са који која које не као или али може био била било након између где када бити има нема до ће због ако ми ви ово овај
      mk letters 3: ѓќѕ
      mk letters 0.5: јљњџ
      mk words 2: на и во се од да за со е кој која кое кои не како или но може беше биле има нема по до ќе поради ако ние вие ова овој
      kk letters 2: ұәқғ
      kk letters 0.6: ңөүһі
      kk words 2: және мен бұл үшін деп бір бар жоқ осы ол емес
      ky letters 0.5: ңөү
      ky words 2: жана бул үчүн деп бир бар жок ушул ал эмес менен
      tt letters 1: җә
      tt letters 0.5: ңөүһ
      tt words 2: һәм бу өчен дип бер бар юк шул ул түгел белән
      ba letters 2.5: ҙҫғҡ
      ba words 2: һәм был өсөн тип бер бар юҡ шул ул түгел менән
      mn letters 0.4: өү
      mn words 2: ба бол нь энэ тэр юм байна болон гэж хүн тэд бүх эрх
      tg letters 2: ӣӯҷҳқ
      tg words 2: ва дар аз ба ки ин он барои бо аст
      cv letters 2.5: ӑӗҫӳ
      os letters 2: ӕ
      """)

  /// Hindi, Marathi, Nepali, Bhojpuri, Maithili and Sanskrit.
  static let devanagari = PassageEvidence(
    rules: """
      hi words 2: है हैं और के का की को में से ने पर यह वह था थी थे भी नहीं हो कर लिए किया गया एक इस जो तो
      mr letters 2: ळ
      mr words 2: आहे आणि आहेत च्या ची चा चे ला मध्ये हा ही हे तो ती ते नाही होते होता केले एक या व
      ne words 2: छ छन् र को मा लाई ले हो यो भएको गरेको पनि तथा गर्न एक त्यो थियो हुन्छ
      bho words 2: बा के में से आ बाड़े हवे रहे जे ओकर
      mai words 2: अछि आ के मे सँ ओ एहि छल नहि
      sa words 2: च न एव इति तु हि वा तत् सः अपि
      """)
}
