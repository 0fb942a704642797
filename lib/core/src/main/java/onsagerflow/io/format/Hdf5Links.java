package onsagerflow.io.format;

import io.jhdf.Constants;
import io.jhdf.FractalHeap;
import io.jhdf.GroupSymbolTableNode;
import io.jhdf.LocalHeap;
import io.jhdf.ObjectHeader;
import io.jhdf.SymbolTableEntry;
import io.jhdf.Utils;
import io.jhdf.btree.BTreeV1;
import io.jhdf.btree.BTreeV2;
import io.jhdf.btree.record.LinkNameForIndexedGroupRecord;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.SymbolTableMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the names in an HDF5 file lead.
///
/// jhdf reads all objects of a group before it gives one, and so fails on what nobody asked for;
/// and it follows links into other files. Here a name leads to the address of one object in this
/// file.
final class Hdf5Links {

  private static final int MOST_STEPS = 64; // soft links may lead in circles

  /// What a name stands for.
  private sealed interface Target {
    record Address(long of) implements Target {}

    record Path(String path) implements Target {}

    record OtherFile(String file, String path) implements Target {}
  }

  private final HdfBackingStorage storage;
  private final long root;
  private final Map<Long, Map<String, Target>> groups = new HashMap<>();
  private int steps;

  Hdf5Links(HdfBackingStorage storage, long root) {
    this.storage = storage;
    this.root = root;
  }

  /// The address of the object header that a name in the root group leads to.
  ///
  /// @throws UnreadableException if it leads to another file, or nowhere
  Optional<Long> address(String name) {
    steps = 0;
    return Optional.ofNullable(group(root).get(name)).map(target -> follow(target, name, root));
  }

  private long follow(Target target, String name, long group) {
    if (++steps > MOST_STEPS) {
      throw new UnreadableException("is a soft link that leads in a circle");
    }
    return switch (target) {
      case Target.Address address -> address.of();
      case Target.OtherFile other ->
          throw UnreadableException.copyIt(
              name,
              "is an external link to %s in the file %s, which is not followed"
                  .formatted(other.path(), other.file()));
      case Target.Path soft -> {
        long at = soft.path().startsWith("/") ? root : group;
        for (String step : soft.path().split("/", -1)) {
          if (!step.isEmpty() && !step.equals(".")) {
            var next = group(at).get(step);
            if (next == null) {
              throw new UnreadableException(
                  "is a soft link to " + soft.path() + ", which is not there");
            }
            at = follow(next, name, at);
          }
        }
        yield at;
      }
    };
  }

  private Map<String, Target> group(long address) {
    var known = groups.get(address);
    if (known == null) {
      var header = ObjectHeader.readObjectHeader(storage, address);
      if (header.hasMessageOfType(SymbolTableMessage.class)) {
        known = symbols(header.getMessageOfType(SymbolTableMessage.class));
      } else if (header.hasMessageOfType(LinkInfoMessage.class)) {
        known = links(header);
      } else {
        known = Map.of();
      }
      groups.put(address, known);
    }
    return known;
  }

  /// The layout up to HDF5 1.6, still the default.
  private Map<String, Target> symbols(SymbolTableMessage table) {
    var names = new LocalHeap(storage, table.getLocalHeapAddress()).getDataBuffer();
    var found = new HashMap<String, Target>();
    for (long node :
        BTreeV1.createGroupBTree(storage, table.getBTreeAddress()).getChildAddresses()) {
      for (SymbolTableEntry entry :
          new GroupSymbolTableNode(storage, node).getSymbolTableEntries()) {
        boolean soft = entry.getCacheType() == 2;
        found.put(
            Utils.readUntilNull(names.position(entry.getLinkNameOffset())),
            soft
                ? new Target.Path(Utils.readUntilNull(names.position(entry.getLinkValueOffset())))
                : new Target.Address(entry.getObjectHeaderAddress()));
      }
    }
    return found;
  }

  private Map<String, Target> links(ObjectHeader header) {
    var info = header.getMessageOfType(LinkInfoMessage.class);
    List<LinkMessage> messages;
    if (info.getBTreeNameIndexAddress() == Constants.UNDEFINED_ADDRESS) {
      messages = header.getMessagesOfType(LinkMessage.class);
    } else {
      var heap = new FractalHeap(storage, info.getFractalHeapAddress());
      messages = new ArrayList<>();
      var index =
          new BTreeV2<LinkNameForIndexedGroupRecord>(storage, info.getBTreeNameIndexAddress());
      for (var record : index.getRecords()) {
        messages.add(LinkMessage.fromBuffer(heap.getId(record.getId()), storage.getSuperblock()));
      }
    }
    var found = new HashMap<String, Target>();
    for (var message : messages) {
      found.put(
          message.getLinkName(),
          switch (message.getLinkType()) {
            case HARD -> new Target.Address(message.getHardLinkAddress());
            case SOFT -> new Target.Path(message.getSoftLink());
            case EXTERNAL ->
                new Target.OtherFile(message.getExternalFile(), message.getExternalPath());
          });
    }
    return found;
  }
}
