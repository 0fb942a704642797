package onsagerflow.plot;

import java.util.List;
import java.util.Optional;
import onsagerflow.micromagnetic.Material;
import onsagerflow.micromagnetic.Motion;

/// What a notebook shows of a magnetisation that moves.
final class MagnetCard {

  private static final int PICTURE = 480;

  private MagnetCard() {}

  /// Its cells, material and energies, and the vectors, those of the middle layer where there are
  /// several.
  static Card of(Motion motion) {
    var rows = new Tables.Rows();
    var sample = motion.sample();
    rows.add("mesh", sample.mesh().toString());
    sample.materials().forEach(material -> rows.add("material", words(material)));
    rows.add("time t", TableView.significant(motion.time()) + " s");
    var mean = motion.mean();
    rows.add(
        "mean m",
        "(%s, %s, %s)"
            .formatted(
                TableView.significant(mean[0]),
                TableView.significant(mean[1]),
                TableView.significant(mean[2])));
    motion
        .energyByTerm()
        .forEach(
            (name, energy) -> rows.add("energy: " + name, TableView.significant(energy) + " J"));
    return new Card(
        "",
        Optional.of(rows.table("magnet")),
        List.of(),
        Optional.of(Arrows.of(motion.m()).lengths("nm", 1e-9).size(PICTURE)));
  }

  private static String words(Material of) {
    var words = new StringBuilder();
    add(words, "Ms", of.saturation(), "A/m");
    add(words, "A", of.exchange(), "J/m");
    words.append(", α = ").append(TableView.significant(of.damping()));
    add(words, "K1", of.uniaxial().first(), "J/m³");
    add(words, "K2", of.uniaxial().second(), "J/m³");
    add(words, "Kc1", of.cubic().strengths().getFirst(), "J/m³");
    add(words, "interfacial D", of.interfacialDmi(), "J/m²");
    add(words, "bulk D", of.bulkDmi(), "J/m²");
    return words.toString();
  }

  private static void add(StringBuilder words, String name, double value, String unit) {
    if (value != 0) {
      words
          .append(words.isEmpty() ? "" : ", ")
          .append("%s = %s %s".formatted(name, TableView.significant(value), unit));
    }
  }
}
