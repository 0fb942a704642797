package onsagerflow.plot;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import onsagerflow.estimate.Diagnostics;
import onsagerflow.estimate.Learned;
import onsagerflow.estimate.vector.VectorLearned;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.ScalarField;
import onsagerflow.field.Trajectory;
import onsagerflow.field.vector.VectorTrajectory;
import onsagerflow.meso.FieldTable;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.ModelFamily;
import onsagerflow.meso.vector.LearnedVectorModel;
import onsagerflow.micro.SpinSystem;
import onsagerflow.micromagnetic.Motion;
import onsagerflow.statistics.Mean;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.knowm.xchart.internal.chartpart.Chart;
import tech.tablesaw.api.Table;

/// Shows the library's objects in a JJava notebook: figures, heat maps and animations as pictures,
/// tables and the points of statistics as tables, what was learned, systems, trajectories and
/// frames as a few lines with a picture ([Card]). Every one of them is a line or a few of plain
/// text too.
///
/// The kernel finds this class through its service file as soon as the jar is on its class path.
public final class ChartExtension implements Extension {

  private static final String LIBRARY = "onsagerflow.";
  private static final String STATISTICS = Mean.class.getPackageName() + ".";

  /// Rows of a table shown in full; a longer one says how many are left out.
  static final int MOST_ROWS = 20;

  /// Also switches Java's graphics to headless, so that no chart ever opens a window, and shows
  /// what long work says of itself.
  @Override
  public void install(BaseKernel kernel) {
    System.setProperty("java.awt.headless", "true");
    ProgressLines.install();
    register(kernel.getRenderer());
  }

  static void register(Renderer renderer) {
    renderer
        .createRegistration(Graphic.class)
        .preferring(MIMEType.IMAGE_PNG)
        .supporting(MIMEType.IMAGE_SVG)
        .register(ChartExtension::show);
    renderer
        .createRegistration(Chart.class)
        .preferring(MIMEType.IMAGE_PNG)
        .supporting(MIMEType.IMAGE_SVG)
        .register((chart, context) -> show(new PlainChart(chart), context));
    renderer
        .createRegistration(ScalarField.class)
        .preferring(MIMEType.IMAGE_PNG)
        .supporting(MIMEType.IMAGE_SVG)
        .register((field, context) -> show(Heatmap.of(field), context));
    renderer
        .createRegistration(Kernel.class)
        .preferring(MIMEType.IMAGE_PNG)
        .supporting(MIMEType.IMAGE_SVG)
        .register((interaction, context) -> show(Heatmap.of(interaction), context));
    renderer
        .createRegistration(Animation.class)
        .preferring(MIMEType.IMAGE_GIF)
        .register(ChartExtension::show);
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.TEXT_PLAIN)
        .register((table, context) -> show(new TableView(table, MOST_ROWS), context));
    card(renderer, Learned.class, Card::of);
    card(renderer, Diagnostics.class, Card::of);
    card(renderer, LearnedModel.class, Card::of);
    card(renderer, ModelFamily.class, Card::of);
    card(renderer, VectorLearned.class, VectorCard::of);
    card(renderer, LearnedVectorModel.class, VectorCard::of);
    card(renderer, VectorTrajectory.class, VectorCard::of);
    card(renderer, SpinSystem.class, Card::of);
    card(renderer, Motion.class, MagnetCard::of);
    card(renderer, Trajectory.class, Card::of);
    card(renderer, Frame.class, Card::of);
    card(renderer, onsagerflow.meso.Table.class, Card::of);
    card(renderer, FieldTable.class, Card::of);
    renderer
        .createRegistration(List.class)
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(ChartExtension::show);
    renderer.createRegistration(Object.class).register(ChartExtension::showMethods);
  }

  private static <T> void card(Renderer renderer, Class<T> type, Function<T, Card> card) {
    renderer
        .createRegistration(type)
        .preferring(MIMEType.TEXT_HTML)
        .supporting(MIMEType.TEXT_PLAIN)
        .register(
            (object, context) -> {
              var shown = card.apply(object);
              context.renderIfRequested(MIMEType.TEXT_HTML, shown::html);
              context.getOutputContainer().putText(shown.text());
            });
  }

  /// One of ours that says nothing of itself is named, with what it can be asked for; all others
  /// are left to the kernel.
  private static void showMethods(Object object, RenderContext context) {
    var type = object.getClass();
    String silent = type.getName() + "@" + Integer.toHexString(object.hashCode());
    if (!type.getName().startsWith(LIBRARY) || !object.toString().equals(silent)) {
      return;
    }
    var named = type.isHidden() ? type.getInterfaces()[0] : type; // hidden: that of a lambda
    String methods =
        Arrays.stream(named.getMethods())
            .filter(method -> method.getDeclaringClass() != Object.class)
            .map(method -> method.getName() + (method.getParameterCount() == 0 ? "()" : "(…)"))
            .distinct()
            .sorted()
            .collect(joining(", "));
    context.getOutputContainer().putText(named.getName() + " with the methods " + methods);
  }

  /// Points of a statistic as a table, other lists as they are.
  private static void show(List<?> list, RenderContext context) {
    var ours = list.stream().filter(ChartExtension::isPoint).map(Record.class::cast).toList();
    if (ours.isEmpty()
        || ours.size() < list.size()
        || ours.stream().map(Object::getClass).distinct().count() > 1) {
      context.getOutputContainer().putText(list.toString());
      return;
    }
    show(new TableView(Tables.of(ours), MOST_ROWS), context);
  }

  private static boolean isPoint(Object item) {
    return item instanceof Record && item.getClass().getName().startsWith(STATISTICS);
  }

  private static void show(Graphic graphic, RenderContext context) {
    // The PNG has more pixels than its size on the page: without the size it would show too large.
    var size = Map.of("width", graphic.width(), "height", graphic.height());
    context.renderIfRequested(
        MIMEType.IMAGE_PNG,
        (type, output) ->
            output.putData(type, Base64.getEncoder().encodeToString(graphic.png()), size));
    context.renderIfRequested(
        MIMEType.IMAGE_SVG, () -> new String(graphic.svg(), StandardCharsets.UTF_8));
    context.getOutputContainer().putText(graphic.toString());
  }

  private static void show(Animation animation, RenderContext context) {
    context.renderIfRequested(
        MIMEType.IMAGE_GIF, () -> Base64.getEncoder().encodeToString(animation.gif()));
    context.getOutputContainer().putText(animation.toString());
  }

  private static void show(TableView view, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_HTML, view::html);
    context.renderIfRequested(MIMEType.TEXT_PLAIN, view::text);
  }

  /// A chart that a cell built with XChart itself.
  private record PlainChart(Chart<?, ?> chart) implements Graphic {
    @Override
    public int width() {
      return chart.getWidth();
    }

    @Override
    public int height() {
      return chart.getHeight();
    }

    @Override
    public void paint(java.awt.Graphics2D graphics) {
      chart.paint(graphics, width(), height());
    }

    @Override
    public String toString() {
      return "chart: " + chart.getTitle();
    }
  }
}
