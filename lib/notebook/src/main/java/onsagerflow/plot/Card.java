package onsagerflow.plot;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import onsagerflow.coarsen.BlockAverage;
import onsagerflow.estimate.Diagnostics;
import onsagerflow.estimate.Learned;
import onsagerflow.field.Frame;
import onsagerflow.field.Trajectory;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.micro.SpinSystem;
import tech.tablesaw.api.Table;

/// What a notebook shows of an object that is neither a table nor a picture of its own: a line or a
/// short table, cautions, and a picture where that says more.
///
/// @param line what the object says of itself, or empty
/// @param table a few named values
/// @param cautions a sentence each
record Card(String line, Optional<Table> table, List<String> cautions, Optional<Graphic> picture) {

  /// Width of a curve and edge of a heat map, three of which stand side by side on a page.
  static final int CURVE = 270;

  static final int MAP = 150;

  /// Edge up to which a lattice is shown spin by spin; a picture has no more pixels.
  private static final int SITES = 1024;

  /// Frames shown of a trajectory: the first, the last and one between.
  private static final int FRAMES = 3;

  static Card of(Learned learned) {
    var model = learned.model();
    return new Card(
        "",
        Optional.of(Tables.summary(learned)),
        learned.cautions(),
        Optional.of(functions(model)));
  }

  static Card of(LearnedModel model) {
    return new Card(
        "", Optional.of(Tables.summary(model)), List.of(), Optional.of(functions(model)));
  }

  static Card of(ModelFamily family) {
    return new Card("", Optional.of(Tables.of(family)), List.of(), Optional.empty());
  }

  static Card of(Diagnostics diagnostics) {
    return new Card(
        "", Optional.of(Tables.of(diagnostics)), diagnostics.cautions(), Optional.empty());
  }

  static Card of(SpinSystem system) {
    var grid = system.grid();
    int longest = Math.max(grid.ny(), grid.nx());
    int block =
        IntStream.rangeClosed(Math.ceilDiv(longest, SITES), longest)
            .filter(b -> grid.ny() % b == 0 && grid.nx() % b == 0)
            .findFirst()
            .orElse(1);
    var field = new BlockAverage(block).magnetisation(system);
    return picture(
        system.toString(), Heatmap.of(field).valueLabel(block == 1 ? "σ" : "m").limit(1));
  }

  static Card of(Frame frame) {
    return picture(Tables.describe(frame), Heatmap.of(frame.m()).limit(1));
  }

  /// The first run of a trajectory, at up to three of its times.
  static Card of(Trajectory trajectory) {
    int[] run =
        IntStream.range(0, trajectory.size())
            .filter(i -> trajectory.run(i) == trajectory.run(0))
            .toArray();
    var shown =
        IntStream.range(0, Math.min(FRAMES, run.length))
            .map(i -> run[i * (run.length - 1) / Math.max(1, Math.min(FRAMES, run.length) - 1)])
            .mapToObj(trajectory::frame)
            .map(f -> Heatmap.of(f.m()).title("t = " + (float) f.time()).limit(1).size(MAP))
            .toArray(Graphic[]::new);
    return shown.length == 0
        ? new Card(trajectory.toString(), Optional.empty(), List.of(), Optional.empty())
        : picture(trajectory.toString(), Panels.beside(shown));
  }

  static Card of(onsagerflow.meso.Table table) {
    return picture(table.toString(), curve("", "value", table));
  }

  /// The function of m at a low, a middle and a high φ.
  static Card of(FieldTable table) {
    double[] m = table.m();
    double[] phi = table.phi();
    var colours = List.of(Palette.DATA, Palette.LEARNED, Palette.LEARNED_VARIANT);
    var figure = Figure.of("", "m", "value").size(2 * CURVE, CURVE);
    for (int c = 0; c < colours.size(); c++) {
      double at = phi[(c + 1) * (phi.length - 1) / (colours.size() + 1)];
      figure.line(
          "φ = " + TableView.significant(at),
          m,
          Arrays.stream(m).map(x -> table.at(x, at)).toArray(),
          colours.get(c));
    }
    return picture(table.toString(), figure);
  }

  static Card picture(String line, Graphic picture) {
    return new Card(line, Optional.empty(), List.of(), Optional.of(picture));
  }

  private static Graphic functions(LearnedModel model) {
    return Panels.beside(
        curve("mobility", "K(m)", model.mobility()),
        curve("entropy slope", "s′(m)", model.entropySlope()),
        Heatmap.of(model.kernel()).title("kernel").size(MAP));
  }

  /// A table of m as a line in a band of ± two standard errors.
  static Figure curve(String title, String label, onsagerflow.meso.Table table) {
    double[] value = table.value();
    double[] error = table.standardError();
    var low = new double[value.length];
    var high = new double[value.length];
    for (int i = 0; i < value.length; i++) {
      low[i] = value[i] - 2 * error[i];
      high[i] = value[i] + 2 * error[i];
    }
    return Figure.of(title, "m", label)
        .band(label, table.m(), low, high, Palette.LEARNED)
        .line(label, table.m(), value, Palette.LEARNED)
        .size(CURVE, 234);
  }

  String html() {
    var html = new StringBuilder();
    if (!line.isEmpty()) {
      html.append("<p>").append(TableView.escaped(line)).append("</p>\n");
    }
    table.ifPresent(t -> html.append(new TableView(t, Integer.MAX_VALUE).html()));
    for (String caution : cautions) {
      html.append("<p><b>caution:</b> ").append(TableView.escaped(caution)).append("</p>\n");
    }
    picture.ifPresent(
        p ->
            html.append(
                    "<img width=\"%s\" height=\"%s\" alt=\"\" src=\"data:image/png;base64,"
                        .formatted(p.width(), p.height()))
                .append(Base64.getEncoder().encodeToString(p.png()))
                .append("\">\n"));
    return html.toString();
  }

  String text() {
    var lines = new java.util.ArrayList<String>();
    if (!line.isEmpty()) {
      lines.add(line);
    }
    table.ifPresent(t -> lines.add(new TableView(t, Integer.MAX_VALUE).text()));
    cautions.forEach(caution -> lines.add("caution: " + caution));
    return String.join("\n", lines);
  }
}
