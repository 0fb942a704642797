/// The commands `onsagerflow statistics` and `compare`.
@NullMarked
package onsagerflow.cli.statistics;

import org.jspecify.annotations.NullMarked;
