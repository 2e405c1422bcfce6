package com.twinafas.standalone.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import com.twinafas.pipeline.encryption.MasterKeys;

/** {@code ./twinafas master-key}: a new master key on the terminal; it is kept nowhere. */
@Command(name = "master-key", mixinStandardHelpOptions = true, //
        description = "Makes a new master key for a tenant and prints it. Keep it where its data is not.")
public final class MasterKeyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(MasterKeys.generate());
        return 0;
    }
}
