/// The command line.
@NullMarked
package onsagerflow.cli;

import org.jspecify.annotations.NullMarked;
