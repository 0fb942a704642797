package onsagerflow.meso.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Kernel;
import onsagerflow.field.Micromagnet;
import onsagerflow.io.ModelFile;
import onsagerflow.meso.LearnedModel;
import onsagerflow.meso.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exact functions of Kac-coupled spins at several temperatures, whose family is exact between
/// them.
class VectorFamilyTest {

  private static final double DAMPING = 0.3;
  private static final Micromagnet CELLS =
      new Micromagnet(2e-9, 2e-9, 3e-9, OptionalDouble.of(8e5));

  @TempDir private Path folder;

  private static Table table(int points, java.util.function.DoubleUnaryOperator f) {
    double[] m = IntStream.range(0, points).mapToDouble(i -> 0.8 * i / (points - 1)).toArray();
    return new Table(m, Arrays.stream(m).map(f).toArray(), new double[points]);
  }

  private static LearnedVectorModel kac(
      double temperature, int points, Optional<Micromagnet> cells, Anisotropy anisotropy) {
    double thermal = cells.map(of -> of.thermalField(temperature)).orElse(temperature);
    double k = 0.3;
    return new LearnedVectorModel(
        new Frame.Conditions(temperature, ExternalField.vector(0, 0.01, 0.02)),
        4,
        LearnedVectorModel.SLOPE_GAUGE,
        new LearnedVectorModel.Functions(
            table(points, m -> 2 * DAMPING * Langevin.ratio(m)),
            table(points, m -> DAMPING * (1 - Langevin.ratio(m))),
            LearnedVectorModel.constantPrecession(1, 0.01),
            table(2 * points, m -> thermal * Langevin.inverse(m)),
            new Kernel(1, new double[] {0, k, 0, k, 0, k, 0, k, 0}),
            new Kernel(1, new double[9]),
            anisotropy,
            Anisotropy.NONE),
        cells,
        LearnedModel.Notes.of(Map.of("framePairs", points)));
  }

  private static VectorFamily family(double cold, double warm, Optional<Micromagnet> cells) {
    var easy = new Anisotropy(-0.1, -0.1, 0.2, 0, 0, 0.01);
    return new VectorFamily(List.of(kac(cold, 9, cells, easy), kac(warm, 12, cells, easy)));
  }

  @Test
  void isExactBetweenItsMembers() {
    var between = family(0.2, 0.3, Optional.empty()).at(0.26);
    var f = between.functions();
    assertEquals(0.26, between.conditions().temperature());
    for (int i = 1; i < f.entropySlope().size(); i++) {
      double m = f.entropySlope().m(i);
      assertEquals(0.26 * Langevin.inverse(m), f.entropySlope().value(i), 2e-3);
    }
    for (int i = 0; i < f.parallel().size(); i++) {
      assertEquals(2 * DAMPING * Langevin.ratio(f.parallel().m(i)), f.parallel().value(i), 1e-3);
    }
    assertEquals(1, f.precession().value(0), 1e-12);
  }

  @Test
  void membersAreThemselvesAndNothingIsExtrapolated() {
    var family = family(0.2, 0.3, Optional.empty());
    assertEquals(family.members().getLast(), family.at(0.3));
    var refused = assertThrows(IllegalArgumentException.class, () -> family.at(0.31));
    assertTrue(String.valueOf(refused.getMessage()).contains("extrapolated"));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new VectorFamily(
                List.of(
                    kac(0.2, 9, Optional.empty(), Anisotropy.NONE),
                    kac(0.3, 9, Optional.of(CELLS), Anisotropy.NONE))));
  }

  @Test
  void filesHoldFamilies() {
    for (var cells : List.of(Optional.<Micromagnet>empty(), Optional.of(CELLS))) {
      var family = cells.isPresent() ? family(200, 300, cells) : family(0.2, 0.3, cells);
      var file = folder.resolve("family.json");
      ModelFile.write(file, family);
      var read = ModelFile.readVectorFamily(file);
      assertEquals(family.temperatures(), read.temperatures());
      for (int i = 0; i < 2; i++) {
        var expected = family.aligned().members().get(i);
        var got = read.members().get(i);
        assertEquals(expected.conditions(), got.conditions());
        assertEquals(expected.micromagnet(), got.micromagnet());
        assertEquals(expected.functions().anisotropy(), got.functions().anisotropy());
        assertArrayEquals(
            expected.functions().entropySlope().value(), got.functions().entropySlope().value());
        assertArrayEquals(
            expected.functions().parallel().value(), got.functions().parallel().value());
        assertEquals(expected.thermalField(), got.thermalField(), 0);
      }
    }
    var one = new VectorFamily(List.of(kac(300, 9, Optional.of(CELLS), Anisotropy.NONE)));
    ModelFile.write(folder.resolve("one.json"), one);
    assertEquals(
        one.members().getFirst().conditions(),
        ModelFile.readVector(folder.resolve("one.json")).conditions());
  }
}
