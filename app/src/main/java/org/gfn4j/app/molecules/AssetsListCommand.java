package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.ResultRow;
import org.gfn4j.molecules.asset.Asset;
import org.gfn4j.molecules.asset.AssetCatalogue;
import org.gfn4j.molecules.asset.AssetFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Lists what can be installed.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(description = "Lists what can be installed, and what is installed.")
public final class AssetsListCommand implements Callable<Integer> {
    private static final double MEGABYTE = 1e6;

    private final AssetCatalogue catalogue;
    private final AssetFolder folder;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    public AssetsListCommand(AssetCatalogue catalogue, AssetFolder folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        for (Asset asset : catalogue.assets()) {
            out.println(asset.name());
            ResultRow.print(out, "for", asset.purpose());
            ResultRow.print(out, "installed", installed(asset));
            ResultRow.print(out, "address", asset.address().toString());
            ResultRow.print(out, "size", String.format(Locale.ROOT, "%.1f MB", asset.bytes() / MEGABYTE));
            ResultRow.print(out, "SHA-256", asset.sha256());
            ResultRow.print(out, "form", asset.form());
            ResultRow.print(out, "licence", asset.licence());
        }
        out.flush();
        return 0;
    }

    private String installed(Asset asset) {
        try {
            return folder.find(asset).map(Path::toString).orElse("no");
        } catch (IOException e) {
            return "no: " + Failures.describe(e);
        }
    }
}
