package onsagerflow.cli.files;

import onsagerflow.cli.command.Common;
import onsagerflow.cli.command.FrameReference;
import onsagerflow.cli.command.OutputFile;
import onsagerflow.io.TrajectoryFile;
import onsagerflow.io.VectorTrajectoryFile;
import onsagerflow.io.ovf.Ovf;
import onsagerflow.io.ovf.OvfEncoding;
import onsagerflow.io.ovf.OvfFrames;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `onsagerflow export`: a frame for other programs.
@Command(
    name = "export",
    header = "Writes one frame of a trajectory as OVF 2.0.",
    description =
        "Writes m of one frame of a trajectory as an OVF 2.0 file, which OOMMF, mumax3 and"
            + " discretisedfield read: vectors as three components, numbers as one. Lengths are in"
            + " metres where the trajectory is in SI units, and in lattice spacings elsewhere.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  onsagerflow export a.h5#0 --out m.ovf",
      "  onsagerflow export a.h5#12 --encoding text --out m.ovf"
    })
@SuppressWarnings("NullAway.Init") // picocli sets parameters
public final class Export implements Runnable {

  @Parameters(
      index = "0",
      paramLabel = "<a.h5#frame>",
      converter = FrameReference.Words.class,
      description = "A trajectory and the number of a frame, from 0.")
  private FrameReference frame;

  @Option(
      names = "--encoding",
      paramLabel = "text|binary-4|binary-8",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "How numbers are stored: digits, float32 (the default, which mumax3 reads), or float64.")
  private OvfEncoding encoding = OvfEncoding.BINARY_4;

  @Mixin private final OutputFile out = new OutputFile();
  @Mixin private final Common common = new Common();

  @Override
  public void run() {
    var target = out.path();
    var field = read();
    field.write(target, encoding);
    common.print("%s: OVF 2.0, %s, %s".formatted(target.getFileName(), encoding, field.describe()));
  }

  private Ovf read() {
    if (VectorTrajectoryFile.isOne(frame.file())) {
      try (var vectors = VectorTrajectoryFile.open(frame.file())) {
        return OvfFrames.of(vectors.origin(), vectors.frame(frame.within(vectors)));
      }
    }
    try (var numbers = TrajectoryFile.open(frame.file())) {
      return OvfFrames.of(numbers.origin(), frame.of(numbers));
    }
  }
}
