package onsagerflow.io.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;

/// Files of one JSON object.
public final class JsonText {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// What the parser adds about itself where it names a place.
  private static final String OWN_PLACE = "\\s*\\(start marker at \\[Source: .*";

  private JsonText() {}

  /// Reads a file.
  ///
  /// @throws InvalidFileException if there is none, or it is no JSON object
  public static JsonNode read(Path file) {
    if (ArrayFile.isHdf5(file)) {
      throw new InvalidFileException(file, "an HDF5 file, where a JSON file is wanted");
    }
    try {
      var json = MAPPER.readTree(file.toFile());
      if (!json.isObject()) {
        throw new InvalidFileException(file, "must hold a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new InvalidFileException(
          file,
          "not JSON, or damaged ("
              + e.getOriginalMessage().replaceFirst(OWN_PLACE, "")
              + ", line "
              + e.getLocation().getLineNr()
              + ")");
    } catch (IOException e) {
      throw new InvalidFileException(
          file, "cannot be read (" + InvalidFileException.reason(e) + ")");
    }
  }
}
