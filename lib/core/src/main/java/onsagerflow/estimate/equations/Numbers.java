package onsagerflow.estimate.equations;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Arrays of numbers on their way to another process and back, all their bits kept.
public final class Numbers {

  private Numbers() {}

  public static void write(double[] numbers, DataOutput out) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  public static double[] read(DataInput in) throws IOException {
    var numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }

  public static void write(double[][] rows, DataOutput out) throws IOException {
    out.writeInt(rows.length);
    for (double[] row : rows) {
      write(row, out);
    }
  }

  public static double[][] readRows(DataInput in) throws IOException {
    var rows = new double[in.readInt()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = read(in);
    }
    return rows;
  }
}
