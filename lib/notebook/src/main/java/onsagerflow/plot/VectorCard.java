package onsagerflow.plot;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.meso.vector.LearnedVectorModel;
import tech.tablesaw.api.Table;

/// What a notebook shows of vectors and of what was learned of them.
final class VectorCard {

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
    rows.add("temperature T", TableView.significant(learned.temperature()));
    rows.add("field h", Tables.fields(learned.fields()));
    rows.add("block B", model.block() + " (" + model.cellVolume() + " spins per cell)");
    rows.add("precession γ", Tables.error(learned.precession(), learned.precessionError()));
    addFirst(rows, "K∥", learned.parallel());
    addFirst(rows, "K⊥", learned.perpendicular());
    var slope = learned.entropySlope();
    rows.add(
        "slope of s′ at 0",
        Tables.error(slope.value(1) / slope.m(1), slope.standardError(1) / slope.m(1)));
    rows.add("radius of J", learned.radius() + " cells");
    rows.add("total strength of J", Tables.error(model.kernel().total(), learned.totalError()));
    rows.add("gauge", model.gauge().toString());
    return rows.table("learned");
  }

  private static void addFirst(Tables.Rows rows, String name, onsagerflow.meso.Table table) {
    rows.add(
        name + "(" + TableView.significant(table.m(0)) + ")",
        Tables.error(table.value(0), table.standardError(0)));
  }

  private static Table summary(LearnedVectorModel model) {
    var rows = new Tables.Rows();
    var functions = model.functions();
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
        Card.curve("mobility along m", "K∥", functions.parallel()),
        Card.curve("mobility across m", "K⊥", functions.perpendicular()),
        Card.curve("entropy slope", "s′", functions.entropySlope()),
        Heatmap.of(functions.kernel()).title("kernel").size(Card.MAP));
  }
}
