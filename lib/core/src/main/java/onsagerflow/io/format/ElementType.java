package onsagerflow.io.format;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/// How one number of a stored array is written.
///
/// @param bytes of one number: 2, 4 or 8 of a floating-point one (IEEE 754), 1, 2, 4 or 8 of an
///   integer
public record ElementType(Kind kind, int bytes, ByteOrder order) {

  enum Kind {
    FLOAT,
    SIGNED,
    UNSIGNED
  }

  /// The numbers of an HDF5 dataset.
  ///
  /// @throws UnreadableException if it holds something else, which the message names
  static ElementType of(DataType type) {
    int bytes = type.getSize();
    return switch (type) {
      case FloatingPoint number when isIeee(number) ->
          new ElementType(Kind.FLOAT, bytes, number.getByteOrder());
      case FloatingPoint number ->
          throw new UnreadableException(
              "holds floating-point numbers of "
                  + number.getBitPrecision()
                  + " bits that are not float16, float32 or float64");
      case FixedPoint number
          when Integer.bitCount(bytes) == 1
              && bytes <= Long.BYTES
              && number.getBitOffset() == 0
              && number.getBitPrecision() == Byte.SIZE * bytes ->
          new ElementType(
              number.isSigned() ? Kind.SIGNED : Kind.UNSIGNED, bytes, number.getByteOrder());
      case FixedPoint number ->
          throw new UnreadableException(
              "holds integers of " + number.getBitPrecision() + " bits in " + bytes + " bytes");
      case EnumDataType names ->
          throw new UnreadableException(
              "holds names of " + names.getSize() + " bytes (an enumeration, or booleans)");
      case DataType other ->
          throw new UnreadableException("holds " + describe(other) + ", not numbers");
    };
  }

  private static boolean isIeee(FloatingPoint type) {
    boolean plain = type.getMantissaLocation() == 0 && type.getBitOffset() == 0;
    boolean whole = type.getBitPrecision() == Byte.SIZE * type.getSize();
    return plain
        && whole
        && switch (type.getSize()) {
          case 2 -> hasExponent(type, 10, 5, 15);
          case Float.BYTES -> hasExponent(type, 23, 8, 127);
          case Double.BYTES -> hasExponent(type, 52, 11, 1023);
          default -> false;
        };
  }

  private static boolean hasExponent(FloatingPoint type, int location, int size, int bias) {
    return type.getExponentLocation() == location
        && type.getMantissaSize() == location
        && type.getExponentSize() == size
        && type.getExponentBias() == bias
        && type.getSignLocation() == location + size;
  }

  private static String describe(DataType type) {
    return switch (type.getDataClass()) {
      case 3 -> "text";
      case 9 -> "text or lists of varying length";
      case 6 -> "compound values (such as complex numbers)";
      default ->
          type.getClass()
              .getSimpleName()
              .replace("DataType", "")
              .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
              .toLowerCase(Locale.ROOT);
    };
  }

  /// The numbers in the bytes, as many as there are places for them.
  public void decode(ByteBuffer bytes, double[] values) {
    var ordered = bytes.slice().order(order);
    if (kind == Kind.FLOAT && this.bytes == Double.BYTES) {
      ordered.asDoubleBuffer().get(values);
    } else if (kind == Kind.FLOAT && this.bytes == Float.BYTES) {
      var floats = ordered.asFloatBuffer();
      Arrays.setAll(values, floats::get);
    } else {
      Arrays.setAll(values, i -> decode(ordered, i * this.bytes));
    }
  }

  private double decode(ByteBuffer ordered, int at) {
    return switch (kind) {
      case FLOAT -> Float.float16ToFloat(ordered.getShort(at));
      case SIGNED ->
          switch (bytes) {
            case 1 -> ordered.get(at);
            case 2 -> ordered.getShort(at);
            case 4 -> ordered.getInt(at);
            default -> ordered.getLong(at);
          };
      case UNSIGNED ->
          switch (bytes) {
            case 1 -> Byte.toUnsignedInt(ordered.get(at));
            case 2 -> Short.toUnsignedInt(ordered.getShort(at));
            case 4 -> Integer.toUnsignedLong(ordered.getInt(at));
            default -> unsigned(ordered.getLong(at));
          };
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | (bits & 1)) * 2.0;
  }
}
