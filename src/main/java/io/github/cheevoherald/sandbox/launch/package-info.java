/** Starts the sandbox: runs the bot as a child process, watches it and ends it. The way in is {@code SandboxRun}. */
@NullMarked
package io.github.cheevoherald.sandbox.launch;

import org.jspecify.annotations.NullMarked;
