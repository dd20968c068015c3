package org.gfn4j.app.molecules;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gfn4j.app.cli.Failures;
import org.gfn4j.app.cli.FileOptions;
import org.gfn4j.app.cli.WrongOptionException;
import org.gfn4j.molecules.asset.Asset;
import org.gfn4j.molecules.asset.AssetCatalogue;
import org.gfn4j.molecules.asset.AssetException;
import org.gfn4j.molecules.asset.AssetFolder;
import org.gfn4j.molecules.asset.AssetInstaller;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Installs an asset, from the network or from a file.
 *
 * <p>Thread-safety: confined to one thread.
 */
@Command(
        description = {
            "Installs a file that gfn4j can use but does not contain, after checking its checksum, in the folder "
                    + "assets of GFN4J_HOME or of .gfn4j in your home folder."
        })
public final class AssetsInstallCommand implements Callable<Integer> {
    private final AssetCatalogue catalogue;
    private final AssetFolder folder;
    private final AssetDownload download;

    @Parameters(paramLabel = "NAME", description = "What to install; see gfn4j assets list.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "A file that you already have, instead of a download: the downloaded form or the installed "
                    + "one.")
    private @Nullable String from;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    public AssetsInstallCommand(AssetCatalogue catalogue, AssetFolder folder, AssetDownload download) {
        this.catalogue = catalogue;
        this.folder = folder;
        this.download = download;
    }

    @Override
    public Integer call() throws IOException {
        Asset asset;
        try {
            asset = catalogue.asset(name);
        } catch (IllegalArgumentException e) {
            throw new WrongOptionException("Invalid value for 'NAME': " + Failures.describe(e));
        }
        Path installed = from == null ? fetched(asset) : installed(asset, from);
        command.commandLine().getErr().println("gfn4j: installed " + asset.name() + " as " + installed);
        return 0;
    }

    private Path installed(Asset asset, String text) throws IOException {
        Path file = FileOptions.input("--from", text);
        try {
            return new AssetInstaller(folder).install(asset, file, "'" + file + "'");
        } catch (AssetException e) {
            throw FileOptions.refusal("--from", e);
        }
    }

    private Path fetched(Asset asset) throws IOException {
        PrintWriter err = command.commandLine().getErr();
        err.println("gfn4j: downloading " + asset.address());
        err.flush();
        Path file = Files.createTempFile(asset.name(), ".download");
        file.toFile().deleteOnExit(); // in case of an interrupt
        try {
            try {
                download.fetch(asset.address(), file, err);
            } catch (IOException e) {
                throw new IOException(
                        "cannot download " + asset.address() + ": " + Failures.describe(e)
                                + ". Fetch it in another way and run: gfn4j assets install " + asset.name()
                                + " --from FILE. It will then be " + folder.file(asset.name()),
                        e);
            }
            return new AssetInstaller(folder).install(asset, file, "what " + asset.address() + " gives");
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
