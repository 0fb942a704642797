package onsagerflow.statistics.domains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import onsagerflow.statistics.GaussianFields;
import onsagerflow.statistics.Samples;
import org.junit.jupiter.api.Test;

/// Domains and lines whose area and length are known.
class DomainsTest {

  private static Domains.Point only(ScalarField m) {
    return Domains.of(Samples.trajectory(List.of(Samples.frame(0, 0, m)))).getFirst();
  }

  /// A disc of radius R about a point between cells, reaching through the periodic boundary.
  private static ScalarField disc(Grid grid, double radius, double width) {
    return Samples.shape(
        grid,
        (y, x) -> {
          double dy = Math.IEEEremainder(y - 1.3, grid.ny());
          double dx = Math.IEEEremainder(x - 60.6, grid.nx());
          return Math.tanh((Math.hypot(dy, dx) - radius) / width);
        });
  }

  @Test
  void discHasItsAreaAndItsPerimeter() {
    var grid = new Grid(64, 72, 4);
    double radius = 20;
    var m = disc(grid, radius, 2);
    var line = Contour.of(m);
    assertEquals(1, line.size());
    assertEquals(2 * Math.PI * radius * 4, line.getFirst().length(), 0.002 * radius * 4);
    assertEquals(-Math.PI * radius * radius * 16, line.getFirst().area(), 0.2 * 16 * radius);
    var domains = Domain.of(m);
    assertEquals(2, domains.size());
    assertTrue(domains.getFirst().up() != domains.getLast().up());
    double cells = Math.PI * radius * radius;
    var point = only(m);
    assertEquals(cells / grid.size(), point.minority().value(), 10 / (double) grid.size());
    assertEquals(16 * grid.size() / 2.0, point.area().value(), 1e-9);
    assertEquals(line.getFirst().length(), point.hullLength().value(), 1e-9);
    assertEquals(-line.getFirst().area(), point.hullArea().value(), 1e-9);
    double share = point.minority().value();
    assertEquals(
        (share * share + (1 - share) * (1 - share)) * 16 * grid.size(),
        point.weightedArea().value(),
        1e-6);
    // the same disc upside down
    assertEquals(-line.getFirst().area(), Contour.of(m.map(x -> -x)).getFirst().area(), 1e-6);
  }

  @Test
  void stripesSpanTheBox() {
    var grid = new Grid(24, 32, 2);
    var m = Samples.shape(grid, (y, x) -> Math.tanh(4 * Math.sin(2 * Math.PI * (x + 0.2) / 16)));
    var lines = Contour.of(m);
    assertEquals(4, lines.size());
    for (var line : lines) {
      assertTrue(line.spans());
      assertEquals(48, line.length(), 1e-9);
    }
    var point = only(m);
    assertEquals(4, point.number().value(), 0);
    assertEquals(4.0 / 64, point.interfaceDensity().value(), 1e-12);
    assertEquals(0.5, point.minority().value(), 1e-12);
    assertEquals(16 * 48, point.weightedArea().value(), 1e-9);
    assertTrue(Double.isNaN(point.hullLength().value()), "no hull");
  }

  @Test
  void ringHasTwoHullsAndItsHoleIsADomain() {
    var grid = new Grid(64, 64, 1);
    var m =
        Samples.shape(grid, (y, x) -> Math.tanh(5 - Math.abs(Math.hypot(y - 31.5, x - 31.5) - 17)));
    var areas = Contour.of(m).stream().mapToDouble(Contour::area).sorted().toArray();
    assertEquals(2, areas.length);
    // inside the inner line m < 0: the ring's hull encloses its hole
    assertEquals(-Math.PI * 144, areas[0], 4);
    assertEquals(Math.PI * 484, areas[1], 4);
    assertEquals(3, Domain.of(m).size());
    var bins = new Domains(grid);
    bins.accept(Samples.frame(0, 0, m));
    double number = 0;
    double area = 0;
    for (var bin : bins.areas().getFirst().bins()) {
      double here = bin.density().value() * (bin.to() - bin.from()) * grid.size();
      number += here;
      area += here * bin.from();
    }
    assertEquals(3, number, 1e-9);
    assertTrue(area <= grid.size() && 2 * area > grid.size(), "sum of A is the box: " + area);
  }

  @Test
  void cornersDoNotConnectCellsButLinesFollowTheMean() {
    var grid = new Grid(6, 6, 1);
    for (double strong : new double[] {0.5, 2}) { // the two cells against −1
      var m = ScalarField.uniform(grid, -1);
      m.set(grid.index(2, 2), strong);
      m.set(grid.index(3, 3), strong);
      assertEquals(3, Domain.of(m).size());
      var lines = Contour.of(m);
      assertEquals(strong < 1 ? 2 : 1, lines.size());
      assertTrue(lines.stream().allMatch(line -> line.area() > 0));
    }
    var all = Domain.of(ScalarField.uniform(grid, 0));
    assertEquals(List.of(new Domain(true, 36)), all);
    assertEquals(List.of(), Contour.of(ScalarField.uniform(grid, 0)));
  }

  /// In white noise no line is lost: the areas inside them, with their sign, add up to the share of
  /// positive m between the cells' centres.
  @Test
  void linesOfNoiseEncloseWhatIsNegative() {
    var grid = new Grid(80, 80, 1);
    var random = new SplittableRandom(1);
    double area = 0;
    var m = Samples.field(grid, cell -> random.nextGaussian() + 0.8);
    for (var line : Contour.of(m)) {
      assertTrue(!line.spans() && line.length() > 0);
      area += line.area();
    }
    double share = 0;
    int fine = 20; // bilinear interpolation, finely summed
    for (int y = 0; y < 80 * fine; y++) {
      for (int x = 0; x < 80 * fine; x++) {
        share += between(m, (y + 0.5) / fine, (x + 0.5) / fine) >= 0 ? 1 : 0;
      }
    }
    share /= 6400.0 * fine * fine;
    // straight lines instead of the hyperbolas of bilinear interpolation
    assertEquals(share - 1, area / grid.size(), 0.02);
  }

  private static double between(ScalarField m, double y, double x) {
    int y0 = (int) y;
    int x0 = (int) x;
    double b = y - y0;
    double a = x - x0;
    return (1 - b) * ((1 - a) * m.get(y0, x0) + a * m.get(y0, x0 + 1))
        + b * ((1 - a) * m.get(y0 + 1, x0) + a * m.get(y0 + 1, x0 + 1));
  }

  /// Rice's formula in the plane: a Gaussian field has lines m = 0 of length √⟨(∂m)²⟩/(2√⟨m²⟩) per
  /// area, 1/(2√2 l) for S = exp(−k²l²).
  @Test
  void linesOfAGaussianFieldHaveRicesLength() {
    var grid = new Grid(96, 96, 2);
    var fields = new GaussianFields(grid);
    var random = new SplittableRandom(2);
    double l = 8;
    var trial =
        Samples.trial(
            50,
            () -> {
              var domains = new Domains(grid);
              for (int run = 0; run < 6; run++) {
                var noise = fields.whiteNoise(random);
                domains.accept(
                    Samples.frame(
                        0,
                        run,
                        fields.shape(noise, (ky, kx) -> Math.exp(-(ky * ky + kx * kx) * l * l))));
              }
              return domains.points().getFirst().interfaceDensity();
            });
    double rice = 1 / (2 * Math.sqrt(2) * l);
    assertEquals(rice, trial.mean().value(), 4 * trial.mean().standardError() + 0.01 * rice);
    assertEquals(trial.deviation(), trial.quoted(), 0.4 * trial.deviation());
  }
}
