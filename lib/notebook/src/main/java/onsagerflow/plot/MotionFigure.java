package onsagerflow.plot;

import java.awt.Graphics2D;
import java.util.List;
import java.util.stream.IntStream;
import onsagerflow.field.Curve;
import onsagerflow.micromagnetic.Averages;

/// ⟨m⟩ of a motion against time beside that of another program: ours as lines, the other's as
/// points, and below how far both are apart.
public final class MotionFigure implements Graphic {

  private static final List<String> NAMES = List.of("m_x", "m_y", "m_z");
  private static final List<Palette> COLOURS =
      List.of(Palette.DATA, Palette.LEARNED, Palette.LEARNED_VARIANT);
  private static final int POINTS = 34; // at most, so that lines are seen between them
  private static final double SMALLEST = 1e-12; // difference that is shown

  private final Panels panels;
  private final String title;

  private MotionFigure(String title, Panels panels) {
    this.title = title;
    this.panels = panels;
  }

  /// @param other the name of the other program
  /// @param theirs at the times of ours
  public static MotionFigure of(String title, Averages ours, String other, Averages theirs) {
    var means = Figure.of(title, "t (ns)", "⟨m⟩").size(520, 340).yRange(-1, 1);
    for (int c = 0; c < 3; c++) {
      means.line(NAMES.get(c), ours.component(c), COLOURS.get(c));
    }
    for (int c = 0; c < 3; c++) {
      means.points(other, thinned(theirs.component(c)), Palette.EXACT);
    }
    var length = ours.minus(theirs).length();
    var apart =
        Figure.of("", "t (ns)", "|difference|")
            .size(520, 200)
            .logY()
            .line(
                "",
                Curve.of(
                    IntStream.range(0, length.x().size()).boxed().toList(),
                    length.x()::get,
                    i -> Math.max(SMALLEST, length.y().get(i)),
                    _ -> 0),
                Palette.DATA);
    return new MotionFigure(title, Panels.stacked(means, apart));
  }

  private static Curve thinned(Curve curve) {
    int step = Math.ceilDiv(curve.x().size(), POINTS);
    return Curve.of(
        IntStream.range(0, curve.x().size()).filter(i -> i % step == 0).boxed().toList(),
        curve.x()::get,
        curve.y()::get,
        curve.standardError()::get);
  }

  @Override
  public int width() {
    return panels.width();
  }

  @Override
  public int height() {
    return panels.height();
  }

  @Override
  public void paint(Graphics2D graphics) {
    panels.paint(graphics);
  }

  @Override
  public String toString() {
    return "figure: " + title;
  }
}
