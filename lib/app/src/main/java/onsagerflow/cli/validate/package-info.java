/// The commands `onsagerflow validate` and `survey`: estimates beside the truth.
@NullMarked
package onsagerflow.cli.validate;

import org.jspecify.annotations.NullMarked;
