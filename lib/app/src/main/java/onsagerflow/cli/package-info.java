/// The command `onsagerflow`: it finds what was asked for, guards what is written and tells what
/// went wrong. The commands are in its rooms, but for `import`.
@NullMarked
package onsagerflow.cli;

import org.jspecify.annotations.NullMarked;
