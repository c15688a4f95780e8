// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Latin letters as English, French, German, Italian, Spanish, Portuguese, Polish, Czech, Croatian,
// Hungarian, Turkish, Albanian and the usual romanizations write names. Folded forms have lost
// their marks, so that c stands for ç and č too, s for š and ş, z for ž and ż.
//
// Sources: the spelling sections of the IPA Handbook (1999) for the languages named; BGN/PCGN and
// ALA-LC romanization tables for kh, gh, zh, dh, shch.

/// How Latin letters are read.
enum LatinSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    a=a/eo e=e/ia e($)=e/ia0 i=i/e o=o/ua u=u/oa y=yi ee=i/e oo=u/o ea=ia/e ou=ou oe=oe ue=ue/ui ^y=yi
    ev($)=eo_v/f ev=e_v ija=i_yJZ/0_a ije=i_yJZ/0_e iju=i_yJZ/0_u ijo=i_yJZ/0_o bj=b_y/i pj=p_y/i
    vj=v_y/i cj=csC_y/i zj=z_y/i sj=sS_y/i tj=tC_y/i rj=r_y/i ah($)=a eh($)=e oh($)=o ih($)=i
    uh($)=u b=b bh=b p=p ph=f f=f v=v w=wv m=m n=n nj=n_y ny=n_y gn=n/g l=l lh=l lj=l_y r=r rh=r
    t=t th=t/sd d=d dh=d/z dt=t s=s/zS sh=S/s sch=S/k sc(eiy)=s/SC sz=s/S z=z/sc zh=Z/z zs=Z/z
    c=k/cCs c(eiy)=scC ck=k ch=CSx/k cz=C/cs chtch=SC ^ch(rl)=xk/C shch=SC schtsch=SC stsch=SC szcz=SC tch=C
    tsch=C tsh=C/S tz=c/z ts=c/s tc=C dj=J/Z dzh=J dsch=J dz=zJ/c dsh=J cc(ei)=C csh=C/S j=JZ/yx
    jj=J/y j(bcdfghklmnpqrstvwxz$)=y/i k=k kh=xk/h q=k/gC qu=k qu(a)=k_wu/0 que($)=k g=g/G
    g(eiy)=gJ/Zx gh=gG/0 gu(ei)=g/w gu(a)=g_wu/0 ng=n_g/0 ggi=Ji h=h x=k_s xi=k_s_i
    """)
}
