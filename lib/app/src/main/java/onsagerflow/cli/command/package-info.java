/// What the commands share: help, progress, interruption, files read and written, numbers as text.
@NullMarked
package onsagerflow.cli.command;

import org.jspecify.annotations.NullMarked;
