// Licensed under the Apache License, Version 2.0; see LICENSE.
//
// Greek, as it is spoken and as its names are written abroad.
//
// Sources: ELOT 743 / ISO 843:1997 transcription (type 2); the older readings β b, η e, υ y are
// those of the classical names (ALA-LC, Greek).

/// How Greek letters are read.
enum GreekSounds {
  /// The rules.
  static let rules = SoundRule.table(
    """
    α=a β=v/b γ=gG/y γ(ειυη)=gG/yJ δ=d ε=e ζ=z η=ie θ=t/sf ι=i/y κ=k/c λ=l μ=m ν=n ξ=k_s ο=o π=p
    ρ=r σ=s/S τ=t υ=iy/u φ=f/p χ=hxk/SC ψ=p_s ω=o ου=u/o αι=ea/i ει=i/e οι=i/o υι=i αυ=a_uvwf/0
    ευ=e_uvwf/0 μπ=m/0_bp ντ=n/0_dt γκ=n/0_gk ^ιε=y_e ^ιω=y_o ^ια=y_a ^μπ=b/p ^ντ=d/t ^γκ=g/k
    γγ=n_g γχ=n_x τσ=c/CS τζ=J/zcC σσ=s
    """)
}
