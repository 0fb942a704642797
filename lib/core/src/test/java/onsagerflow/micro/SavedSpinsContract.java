package onsagerflow.micro;

import static onsagerflow.micro.SpinSystemContract.refused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import onsagerflow.field.CounterRandom;
import onsagerflow.field.ExternalField;
import onsagerflow.field.Frame;
import onsagerflow.field.Grid;
import onsagerflow.field.ScalarField;
import org.junit.jupiter.api.Test;

/// A saved system goes on, in another object, as the one that was saved, bit for bit.
interface SavedSpinsContract {

  double T = 0.9;

  SpinSystem system(Grid grid, Frame.Conditions conditions);

  @Test
  default void restoredSpinsGoOnBitForBit() throws IOException {
    var grid = new Grid(66, 54, 1); // rows that do not fill their bytes
    var pattern = new ScalarField(grid);
    for (int site = 0; site < pattern.size(); site++) {
      pattern.set(site, 0.6 * Math.sin(1.3 * site));
    }
    for (var field :
        List.of(
            ExternalField.uniform(0.1),
            ExternalField.pattern(pattern),
            ExternalField.harmonic(0.4, 1.7),
            ExternalField.pattern(pattern).plus(ExternalField.harmonic(0.4, 1.7)))) {
      var conditions = new Frame.Conditions(T, field);
      // at once, after leaps of two lengths, and with the field of the last frame at hand
      assertGoesOn(system(grid, conditions), system(grid, conditions));
      assertGoesOn(system(grid, conditions), system(grid, conditions), 0.77, 0.02);
      assertGoesOn(system(grid, conditions), system(grid, conditions), 1, 0.31, 0.7);
    }
  }

  private static void assertGoesOn(SpinSystem one, SpinSystem other, double... former)
      throws IOException {
    var random = new CounterRandom(51, 2);
    one.magnetise(0.2, random);
    for (double sweeps : former) {
      one.advance(sweeps, random);
      one.localField();
    }
    var saved = new ByteArrayOutputStream();
    one.save(saved, random);
    var later = new CounterRandom(52, 1);
    other.magnetise(-0.7, later);
    other.advance(0.4, later);
    other.localField();
    var in = new ByteArrayInputStream(saved.toByteArray());
    var resumed = other.restore(in);
    assertEquals(0, in.available());
    var again = new ByteArrayOutputStream();
    other.save(again, resumed);
    assertArrayEquals(saved.toByteArray(), again.toByteArray());
    for (double sweeps : new double[] {0, 0.05, 0.63}) {
      one.advance(sweeps, random);
      other.advance(sweeps, resumed);
      assertEquals(one.time(), other.time(), 0);
      assertArrayEquals(one.spins(), other.spins());
      assertArrayEquals(one.localField(), other.localField());
      assertEquals(random.nextLong(), resumed.nextLong());
    }
  }

  @Test
  default void whatFollowsASavedStateIsLeftUnread() throws IOException {
    var spins = system(Grid.square(10), new Frame.Conditions(T, 0));
    var random = new CounterRandom(53, 0);
    var two = new ByteArrayOutputStream();
    spins.magnetise(0, random);
    spins.save(two, random);
    spins.advance(0.5, random);
    spins.save(two, random);
    var in = new ByteArrayInputStream(two.toByteArray());
    var other = system(Grid.square(10), new Frame.Conditions(T, 0));
    other.advance(0.5, other.restore(in));
    byte[] first = other.spins();
    other.restore(in);
    assertArrayEquals(first, other.spins());
    assertEquals(0, in.available());
  }

  @Test
  default void savedSpinsOfAnotherSystemAreRefused() throws IOException {
    var conditions = new Frame.Conditions(T, 0.1);
    byte[] state = state(system(new Grid(10, 12, 1), conditions));
    assertOther(
        state, system(new Grid(12, 10, 1), conditions), "'12 x 10 spins, T = 0.9, h = 0.1, ");
    var warm = new Frame.Conditions(0.91, 0.1);
    assertOther(state, system(new Grid(10, 12, 1), warm), "'10 x 12 spins, T = 0.91, h = 0.1, ");
    var other = new Frame.Conditions(T, ExternalField.harmonic(0.1, 3));
    assertOther(
        state,
        system(new Grid(10, 12, 1), other),
        "'10 x 12 spins, T = 0.9, h = 0.1 sin(2 pi t / 3.0)");
  }

  static byte[] state(SpinSystem spins) throws IOException {
    var random = new CounterRandom(54, 0);
    spins.magnetise(0.3, random);
    spins.advance(0.5, random);
    var out = new ByteArrayOutputStream();
    spins.save(out, random);
    return out.toByteArray();
  }

  /// @param own what the refusal says of the system that refuses
  static void assertOther(byte[] state, SpinSystem spins, String own) {
    spins.magnetise(0, new CounterRandom(55, 0));
    spins.setTime(3);
    byte[] before = spins.spins();
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> spins.restore(new ByteArrayInputStream(state)));
    String line = String.valueOf(refusal.getMessage());
    assertTrue(
        line.startsWith("saved spins of another system: '10 x 12 spins, T = 0.9, h = 0.1, "), line);
    assertTrue(line.contains("', not " + own), line);
    assertFalse(line.contains("\n"), line);
    assertArrayEquals(before, spins.spins());
    assertEquals(3, spins.time());
  }

  @Test
  default void damagedStatesAreRefusedAndLeaveAllSpinsUp() throws IOException {
    var spins = system(new Grid(10, 12, 1), new Frame.Conditions(T, 0.1));
    byte[] state = state(spins);
    var up = new byte[spins.grid().size()];
    Arrays.fill(up, (byte) 1);
    int text = 4 + "onsagerflow-spins/1".length() + (state[22] & 0xff);
    for (int length = 0; length < state.length; length += 7) {
      var in = new ByteArrayInputStream(state, 0, length);
      refused("the saved spins are damaged: they end too early", () -> spins.restore(in));
      if (length > text) {
        assertArrayEquals(up, spins.spins());
        assertEquals(0, spins.time());
      }
    }
    for (int i = 0; i < state.length; i++) {
      byte[] spoilt = state.clone();
      spoilt[i] ^= 4;
      assertThrows(
          IllegalArgumentException.class, () -> spins.restore(new ByteArrayInputStream(spoilt)));
    }
    spins.advance(1, spins.restore(new ByteArrayInputStream(state)));
    assertFalse(Arrays.equals(up, spins.spins()));
  }
}
