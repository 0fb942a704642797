/// The command `onsagerflow learn`.
@NullMarked
package onsagerflow.cli.learn;

import org.jspecify.annotations.NullMarked;
