package com.twinafas.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import com.twinafas.standalone.command.CheckCommand;
import com.twinafas.standalone.command.RunCommand;
import com.twinafas.standalone.command.ShowCommand;
import com.twinafas.standalone.demo.DemoCommand;

/** What {@code ./twinafas} starts. */
@Command(name = "twinafas", mixinStandardHelpOptions = true, version = "TwinAfas 0.1.0", synopsisSubcommandLabel = "COMMAND", //
        description = "Keeps a Twinfield organisation and an AFAS Profit environment in step.", //
        subcommands = {DemoCommand.class, RunCommand.class, CheckCommand.class, ShowCommand.class})
public final class TwinAfas {

    private TwinAfas() {
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new TwinAfas()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }
}
