package onsagerflow.plot;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.meso.vector.Anisotropy;
import onsagerflow.meso.vector.LearnedVectorModel;
import tech.tablesaw.api.Table;

/// What a notebook shows of vectors and of what was learned of them.
final class VectorCard {

  /// |m| up to which the slope of s′ is that at 0.
  private static final double SMALL = 0.3;

  private VectorCard() {}

  static Card of(VectorLearned learned) {
    return new Card(
        "",
        Optional.of(summary(learned)),
        learned.cautions(),
        Optional.of(functions(learned.model())));
  }

  static Card of(LearnedVectorModel model) {
    return new Card("", Optional.of(summary(model)), List.of(), Optional.of(functions(model)));
  }

  /// The last component of the first run of a trajectory, at up to three of its times.
  static Card of(VectorTrajectory trajectory) {
    var shown = Card.of(trajectory.component(trajectory.components() - 1));
    return new Card(trajectory.toString(), shown.table(), shown.cautions(), shown.picture());
  }

  private static Table summary(VectorLearned learned) {
    var diagnostics = learned.diagnostics();
    var model = learned.model();
    var rows = new Tables.Rows();
    rows.add(
        "learned from",
        diagnostics.observations()
            + (diagnostics.generator() ? " frames with generator channels" : " frame pairs"));
    rows.add(in(model, "temperature T", "K"), TableView.significant(learned.temperature()));
    rows.add(in(model, "field h", "T"), Tables.fields(learned.fields()));
    rows.add("block B", model.block() + " (" + model.cellVolume() + " spins per cell)");
    rows.add(
        in(model, "precession γ", "rad/(s T)"),
        Tables.error(learned.precession(), learned.precessionError()));
    add(rows, model, "K∥", learned.parallel());
    add(rows, model, "K⊥", learned.perpendicular());
    var a = learned.anisotropy();
    var error = learned.anisotropyError();
    if (!a.equals(Anisotropy.NONE)) {
      rows.add(in(model, "anisotropy A_xx", "T"), Tables.error(a.xx(), error.xx()));
      rows.add(in(model, "anisotropy A_yy", "T"), Tables.error(a.yy(), error.yy()));
      rows.add(in(model, "anisotropy A_zz", "T"), Tables.error(a.zz(), error.zz()));
    }
    var slope = learned.entropySlope();
    if (slope.m(1) < SMALL) {
      rows.add(
          "slope of s′ at 0",
          Tables.error(slope.value(1) / slope.m(1), slope.standardError(1) / slope.m(1)));
    }
    rows.add("radius of J", learned.radius() + " cells");
    rows.add(
        in(model, "total strength of J", "T"),
        Tables.error(model.kernel().total(), learned.totalError()));
    rows.add("gauge", model.gauge().toString());
    return rows.table("learned");
  }

  /// K at the first |m| at which it is known to a tenth.
  private static void add(
      Tables.Rows rows, LearnedVectorModel model, String name, onsagerflow.meso.Table table) {
    int k =
        IntStream.range(0, table.size())
            .filter(i -> table.standardError(i) < 0.1 * table.value(i))
            .findFirst()
            .orElse(0);
    rows.add(
        in(model, name + "(" + TableView.significant(table.m(k)) + ")", "1/(s T)"),
        Tables.error(table.value(k), table.standardError(k)));
  }

  /// A name with the unit of a model in SI units.
  private static String in(LearnedVectorModel model, String name, String unit) {
    return model.micromagnet().isPresent() ? name + " (" + unit + ")" : name;
  }

  private static Table summary(LearnedVectorModel model) {
    var rows = new Tables.Rows();
    var functions = model.functions();
    model.micromagnet().ifPresent(cells -> rows.add("SI units", cells.toString()));
    rows.add("temperature T", TableView.significant(model.conditions().temperature()));
    rows.add("field h", Tables.field(model.conditions().field()));
    rows.add("block B", model.block() + " (" + model.cellVolume() + " spins per cell)");
    rows.add("mobility K∥(|m|)", Tables.range(functions.parallel()));
    rows.add("mobility K⊥(|m|)", Tables.range(functions.perpendicular()));
    rows.add("precession γ", Tables.range(functions.precession()));
    rows.add("entropy slope s′(|m|)", Tables.range(functions.entropySlope()));
    rows.add(
        "kernel J",
        "radius %s, Ĵ(0) = %s"
            .formatted(model.kernel().radius(), TableView.significant(model.kernel().total())));
    rows.add("gauge", model.gauge().toString());
    new TreeMap<>(model.diagnostics())
        .forEach((key, entry) -> rows.add(key, Tables.entryText(entry)));
    return rows.table("learned model of vectors");
  }

  private static Graphic functions(LearnedVectorModel model) {
    var functions = model.functions();
    return Panels.beside(
        Card.curve("mobility along m", in(model, "K∥", "1/(s T)"), functions.parallel()),
        Card.curve("mobility across m", in(model, "K⊥", "1/(s T)"), functions.perpendicular()),
        Card.curve("entropy slope", in(model, "s′", "T"), functions.entropySlope()),
        Heatmap.of(functions.kernel())
            .title("kernel")
            .valueLabel(in(model, "J", "T"))
            .size(Card.MAP));
  }
}
