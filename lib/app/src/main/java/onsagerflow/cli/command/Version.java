package onsagerflow.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote beside the classes.
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (var text = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
      return new String[] {
        "OnsagerFlow " + new String(text.readAllBytes(), StandardCharsets.UTF_8).strip()
      };
    }
  }
}
