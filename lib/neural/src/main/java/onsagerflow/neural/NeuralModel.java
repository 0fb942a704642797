package onsagerflow.neural;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;
import onsagerflow.meso.LearnedModel;

/// Trained networks of s′ and N with their kernel.
public final class NeuralModel {

  private static final int VERSION = 1;

  private final Form form;
  private final double[] weights;
  private final double[] kernel;
  private final double trainingLoss;
  private final double heldOutLoss;

  NeuralModel(
      Form form, double[] weights, double[] kernel, double trainingLoss, double heldOutLoss) {
    this.form = form;
    this.weights = weights.clone();
    this.kernel = kernel.clone();
    this.trainingLoss = trainingLoss;
    this.heldOutLoss = heldOutLoss;
  }

  /// s′(m, T), odd in m to the last bit.
  public double entropySlope(double m, double temperature) {
    return form.slope(weights, m, temperature);
  }

  /// N(m, φ, T) = K/β, positive and even in (m, φ) to the last bit.
  public double noise(double m, double phi, double temperature) {
    return form.noise(weights, m, phi, temperature);
  }

  /// j, one value per orbit.
  public double[] kernel() {
    return kernel.clone();
  }

  /// Mean negative log likelihood of a training cell, constant ½ ln 2π left out.
  public double trainingLoss() {
    return trainingLoss;
  }

  /// The same of a held-out cell.
  public double heldOutLoss() {
    return heldOutLoss;
  }

  /// All of it, for a model file.
  public byte[] toBytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeInt(form.slope().layers().size() - 1);
      out.writeInt(form.slope().layers().getFirst().columns());
      out.writeDouble(form.edge());
      out.writeDouble(form.referenceTemperature().orElse(0));
      out.writeDouble(trainingLoss);
      out.writeDouble(heldOutLoss);
      out.writeInt(kernel.length);
      for (double j : kernel) {
        out.writeDouble(j);
      }
      for (int i = 0; i < form.noise().end(); i++) {
        out.writeDouble(weights[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// The networks that a model of [NeuralLearner] carries, in memory or read from its file.
  ///
  /// @throws IllegalArgumentException if it carries none
  public static NeuralModel of(LearnedModel model) {
    return model
        .notes()
        .networks()
        .map(weights -> fromBytes(weights.bytes()))
        .orElseThrow(() -> new IllegalArgumentException("no networks in " + model));
  }

  /// @throws IllegalArgumentException if the bytes are not those of [#toBytes]
  public static NeuralModel fromBytes(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "networks of version " + VERSION + " are read, got " + version);
      }
      int hiddenLayers = in.readInt();
      int units = in.readInt();
      double edge = in.readDouble();
      double reference = in.readDouble();
      double trainingLoss = in.readDouble();
      double heldOutLoss = in.readDouble();
      int orbits = in.readInt();
      var form =
          Form.of(
              hiddenLayers,
              units,
              edge,
              reference > 0 ? OptionalDouble.of(reference) : OptionalDouble.empty(),
              0);
      if (in.available() != Double.BYTES * (orbits + form.size())) {
        throw new IllegalArgumentException(
            "networks of %s layers, %s units and %s orbits do not take %s bytes"
                .formatted(hiddenLayers, units, orbits, bytes.length));
      }
      var kernel = doubles(in, orbits);
      return new NeuralModel(form, doubles(in, form.size()), kernel, trainingLoss, heldOutLoss);
    } catch (IOException e) {
      throw new IllegalArgumentException("the bytes of the networks end too early", e);
    }
  }

  private static double[] doubles(DataInputStream in, int count) throws IOException {
    var values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
