package onsagerflow.cli.command;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the option that names a file to be written: `Main` keeps other processes away from it, and
/// refuses it where it is one of the files that the command reads.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Output {}
