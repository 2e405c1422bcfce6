package com.twinafas.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import com.twinafas.standalone.command.CheckCommand;
import com.twinafas.standalone.command.DeadLettersCommand;
import com.twinafas.standalone.command.DiscardCommand;
import com.twinafas.standalone.command.DoubtsCommand;
import com.twinafas.standalone.command.EraseCommand;
import com.twinafas.standalone.command.MasterKeyCommand;
import com.twinafas.standalone.command.PreviewCommand;
import com.twinafas.standalone.command.ReconcileCommand;
import com.twinafas.standalone.command.RedriveCommand;
import com.twinafas.standalone.command.ReplayCommand;
import com.twinafas.standalone.command.RunCommand;
import com.twinafas.standalone.command.SettingsCommand;
import com.twinafas.standalone.command.SettleCommand;
import com.twinafas.standalone.command.ShowCommand;
import com.twinafas.standalone.command.SuggestCommand;
import com.twinafas.standalone.demo.DemoCommand;
import com.twinafas.standalone.demo.SimulatorsCommand;
import com.twinafas.standalone.demo.SurroundingsCommand;

/** What {@code ./twinafas} starts. */
@Command(name = "twinafas", mixinStandardHelpOptions = true, version = "TwinAfas 0.1.0", synopsisSubcommandLabel = "COMMAND", //
        description = "Keeps a Twinfield organisation and an AFAS Profit environment in step.", //
        subcommands = {DemoCommand.class, RunCommand.class, CheckCommand.class, PreviewCommand.class,
                SettingsCommand.class, ShowCommand.class, SuggestCommand.class, MasterKeyCommand.class,
                EraseCommand.class, DeadLettersCommand.class, RedriveCommand.class, DiscardCommand.class,
                ReplayCommand.class, ReconcileCommand.class, DoubtsCommand.class, SettleCommand.class,
                SurroundingsCommand.class, SimulatorsCommand.class})
public final class TwinAfas {

    private TwinAfas() {
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands. */
    public static CommandLine commandLine() {
        return new CommandLine(new TwinAfas()).setExecutionExceptionHandler(TwinAfas::tell);
    }

    /** Why it did not start, in one line; the log has the rest. */
    private static int tell(Exception reason, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("twinafas " + command.getCommandName() + ": " + reason.getMessage());
        return 1;
    }
}
