// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Languages in Latin letters by their small words and by letters of their own. Heard only where the
// detector is not sure, so the list is of languages that are taken for one another: Romance, West and
// North Germanic, West and South Slavic, Baltic, Malay, Turkic, Nguni and others.

extension PassageEvidence {
  /// Languages written in Latin letters.
  static let latin = PassageEvidence(
    rules: """
      gl rare 1:
      oc rare 1:
      la rare 1:
      lb rare 1:
      fy rare 1:
      fo rare 1:
      nn rare 1:
      bs rare 1:
      eo rare 1:
      en words 1: the and of to in is that it for was with on as are be this by at from have not or which you his her they an were
      fr words 1: le la les des est et dans pour que qui une du au aux sur pas par avec ce cette sont il elle nous vous ou mais être ont ses
      fr begin 1: l' d' qu' l’ d’ qu’
      es letters 1: ñ¿¡
      es words 1: el la los las de que y en un una por con para es se del al lo como más su sus no pero este esta son fue ha está o muy también
      pt letters 1: ãõ
      pt words 1: o a os as do da dos das em um uma que não para por com no na nos nas ao à é se mais como seu sua são foi você está ou também mas
      gl words 1: o a os as do da dos das en un unha que non para por con no na nos nas ao á é se máis como seu súa son foi está ou tamén mais pola polo
      ca words 1: el la els les de que i en un una per amb del al dels no és es com més aquest aquesta són ha va està o també però seva seu als
      ca begin 0.7: l' d' l’ d’
      oc words 1: lo la los las de que e en un una per amb del dels es coma mai aqueste aquesta son foguèt o tanben mas dins
      it words 1: il lo la i gli le di che e in un una per con del della dei delle al alla non è si come più suo sua questo questa sono ha nel nella dal o anche ma
      it begin 0.7: l' dell' all' nell' l’ dell’ all’ nell’
      ro letters 1: ăâîșțşţ
      ro words 1: și în de la cu pe care este sunt un o nu din pentru că mai sau prin ale lui cel fi a al se
      la words 1: et in est non ad cum ut quod qui sed de per ex aut si quae sunt esse enim eius
      de letters 0.5: ß
      de words 1: der die das und in ist nicht zu den von mit für auf ein eine im dem des sich auch es an werden als wie bei oder aus hat sie wir nach
      nl words 1: de het een en van in is niet dat op te met voor zijn aan er maar om ook als bij door naar uit wordt worden deze die heeft of wij
      af words 1: die en van in is nie dat op te met vir aan het n sy hy ook as by deur na uit word hierdie of ons wat
      fy words 1: de it in en fan is net dat op te mei foar oan mar ek as by troch nei wurde dizze hat of wy
      lb words 1: de d déi an vun ass net ze den mat fir op eng e sech och wéi bei oder aus huet mir no
      sv words 1: och att det en i är som på för inte av med till den har de om ett kan från vid eller var men vi
      da words 1: og at det en i er som på for ikke af med til den har de om et kan fra ved eller var men vi bliver efter hvor
      no words 1: og at det en i er som på for ikke av med til den har de om et kan fra ved eller var men vi blir etter hvor
      nn words 1: og at det ein i er som på for ikkje av med til den har dei om eit kan frå ved eller var men vi blir etter kor
      is letters 0.5: þðæö
      is words 1: og að er í á sem ekki við til það með um en af fyrir var hann hún eru
      fo words 1: og at er í á sum ikki við til tað um men av fyri var hann hon eru
      fi words 1: ja on ei se että oli hän mutta kun niin joka ovat sen tai myös kuin jos voi ole
      et letters 0.5: õ
      et words 1: ja on ei see et oli ta aga kui nii mis mida ka või selle ning oma pole
      hu letters 1: őű
      hu words 1: a az és nem is hogy egy van meg de ez volt csak már ha vagy mint el
      pl letters 0.7: łąęśźżćń
      pl words 1: i w na z nie się do że jest to o jak po od za przez ale lub dla są był które który
      cs letters 0.7: řěů
      cs words 1: a v na se je že s z do o to jak po od za pro ale nebo jsou byl které který by ve
      sk letters 1: ľĺŕôä
      sk words 1: a v na sa je že s z do o to ako po od za pre ale alebo sú bol ktoré ktorý by vo
      sl words 1: in v na se je da s z do o to kot po od za pri ali so bil ki ni tudi ter
      hr words 1: i u na se je da s iz do o to kao po od za ali ili su bio koji koja što nije će također
      bs words 1: i u na se je da s iz do o to kao po od za ali ili su bio koji koja što nije će također takođe
      sq letters 0.5: ëç
      sq words 1: dhe në të e i që për me nga është një si ka se nuk janë u do kjo ky ose
      lt letters 1: ėįųąę
      lt words 1: ir yra kad iš į su ne tai už kaip bet ar jo buvo per nuo arba
      lv letters 1: āēīūģķļņ
      lv words 1: un ir ka no ar uz par tas kas bet kā bija viņš arī vai pie
      tr letters 0.7: ğış
      tr words 1: ve bir bu için ile de da ne olarak olan daha çok var gibi kadar ama değil veya en
      az letters 1: ə
      az words 1: və bir bu üçün ilə də da olan daha çox var kimi amma deyil
      uz words 1: va bir bu uchun bilan ham emas bo'lgan ning o'z har
      ku letters 0.5: êîûşç
      ku words 1: û li di de ku ji bi ya yê a e ew ev bo her kes heye ne an jî xwe
      id words 1: dan yang di dari untuk dengan ini itu dalam pada tidak adalah ke akan oleh atau juga karena telah bisa
      ms words 1: dan yang di dari untuk dengan ini itu dalam pada tidak adalah ke akan oleh atau juga kerana telah boleh
      tl words 1: ang ng sa na mga at ay hindi ito para siya ko mo kung may o rin
      vi letters 1: ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư
      vi words 1: và của là có trong cho được không với một các người này khi đến
      so words 1: iyo in waa oo ku ka u ah ay ma la soo si uu waxa
      sw words 1: na ya wa kwa ni za katika la cha kuwa hii kama au kila mtu
      ha letters 1: ɓɗƙ
      ha words 1: da na a ta ya ba ga ce ne wannan don ko shi
      yo letters 1: ẹọṣ
      yo words 1: ní ti àti sí tí ó wọn náà fún pẹ̀lú bí gbogbo
      zu words 1: futhi ukuthi noma kanye njengoba ukuba
      xh words 1: kwaye ukuba okanye kunye njengoko
      eu words 1: eta da ez bat du dira ere zen edo izan hori baina egin
      ga words 1: agus an na ar ag le is go a i do tá sé sí ní bhí nach
      cy words 1: a y yr yn i o ar mae ei ac am wedi gan oedd
      mt letters 1: ħġżċ
      mt words 1: u li ta il l fil hu hi minn għal dan din jew
      eo letters 1: ĉĝĥĵŝŭ
      eo words 1: la kaj de en estas ne al ke por kun ĝi li ili aŭ
      """)
}
