package onsagerflow.micromagnetic;

import java.util.ArrayList;
import java.util.List;
import onsagerflow.field.ExternalField;
import onsagerflow.llg.EnergyTerm;

/// The terms that a sample's materials ask for.
public final class EnergyTerms {

  private EnergyTerms() {}

  /// All that is not zero: exchange, anisotropies, DMI, demagnetising field, and an applied one.
  ///
  /// @param demagnetising whether the sample's own charges act
  /// @param applied tesla
  public static List<EnergyTerm> of(Sample sample, boolean demagnetising, ExternalField applied) {
    var terms = new ArrayList<EnergyTerm>();
    var materials = sample.materials();
    if (materials.stream().anyMatch(of -> of.exchange() > 0)) {
      terms.add(new Exchange(sample));
    }
    if (materials.stream()
        .anyMatch(of -> of.uniaxial().first() != 0 || of.uniaxial().second() != 0)) {
      terms.add(new UniaxialAnisotropy(sample));
    }
    if (materials.stream().anyMatch(of -> of.cubic().strengths().stream().anyMatch(k -> k != 0))) {
      terms.add(new CubicAnisotropy(sample));
    }
    for (var origin : DzyaloshinskiiMoriya.Origin.values()) {
      if (materials.stream().anyMatch(of -> origin.strength(of) != 0)) {
        terms.add(new DzyaloshinskiiMoriya(sample, origin));
      }
    }
    if (demagnetising) {
      terms.add(new Demagnetisation(sample));
    }
    if (!applied.isNone()) {
      terms.add(new AppliedField(sample, applied));
    }
    return List.copyOf(terms);
  }
}
