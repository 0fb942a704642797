package onsagerflow.io.format;

import io.jhdf.nio.FileChannelFromSeekableByteChannel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// A channel whose reads at a position end only where the file does.
///
/// File systems may give fewer bytes at a time than were asked for; jhdf 0.13.0 then asks for the
/// first bytes again, and takes them for the next. It does not map files read through this class
/// either: one cut short under a mapping would take the process down.
public final class WholeReads extends FileChannelFromSeekableByteChannel {

  public WholeReads(SeekableByteChannel channel) {
    super(channel);
  }

  @Override
  public int read(ByteBuffer bytes, long position) throws IOException {
    int all = 0;
    while (bytes.hasRemaining()) {
      int read = super.read(bytes, position + all);
      if (read < 0) {
        return all == 0 ? read : all;
      }
      all += read;
    }
    return all;
  }
}
