package org.gfn4j.molecules.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.gfn4j.molecules.SharedData;
import org.gfn4j.storage.FloatTensor;
import org.gfn4j.storage.Safetensors;
import org.gfn4j.storage.Sha256;
import org.gfn4j.storage.Tensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetInstallerTest {
    private static final Asset PROXY = AssetCatalogue.standard().asset("seh-proxy");

    @TempDir
    private Path folder;

    private AssetFolder assets;
    private AssetInstaller installer;

    @BeforeEach
    void prepare() {
        assets = new AssetFolder(folder.resolve("home/assets"));
        installer = new AssetInstaller(assets);
    }

    private static Path proxyFile() {
        return SharedData.file("bengio2021/seh_proxy.safetensors");
    }

    @Test
    void fileOfTheCatalogue_isInstalledAsItIs() throws IOException {
        Path file = proxyFile();
        Path installed = installer.install(PROXY, file, "it");
        assertThat(installed).isEqualTo(folder.resolve("home/assets/seh-proxy.safetensors"));
        assertThat(installed).hasSameBinaryContentAs(file).hasSize(PROXY.bytes());
        assertThat(assets.find(PROXY)).contains(installed);
    }

    /** The library that the network was written with kept one matrix transposed; both ways lead to the same file. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pickle_isConvertedToTheFileOfTheCatalogue(boolean transposed) throws IOException {
        Path pickle = Files.write(folder.resolve("pickle"), pickle(transposed, 0));
        Path installed = installer.install(PROXY, pickle, "it");
        assertThat(installed).hasSameBinaryContentAs(proxyFile());
    }

    @Test
    void otherWeights_areRefusedAndWhatWasThereStays() throws IOException {
        Path installed = installer.install(PROXY, proxyFile(), "it");
        Path pickle = Files.write(folder.resolve("pickle"), pickle(false, 1));
        assertThatThrownBy(() -> installer.install(PROXY, pickle, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessageStartingWith("it, which has SHA-256 ")
                .hasMessageContaining(
                        "a network of the right shape with other weights; the asset 'seh-proxy' has SHA-256 2749")
                .hasMessageNotContaining("\n");
        assertThat(installed).hasSameBinaryContentAs(proxyFile());
        assertThat(installed.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void otherFile_isRefusedWithBothChecksums() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "hello");
        assertThatThrownBy(() -> installer.install(PROXY, file, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessage("it is another file: it has 5 bytes and SHA-256"
                        + " 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824; the asset 'seh-proxy' has SHA-256 "
                        + PROXY.sha256());
        assertThat(assets.find(PROXY)).isEmpty();
    }

    @Test
    void damagedArchive_isRefused() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});
        assertThatThrownBy(() -> installer.install(PROXY, file, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessageContaining("cannot be read as the pickle of the network");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 11})
    void archiveThatEndsEarly_isRefusedWithASentence(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(ascii("\u0080\u0003]."));
        }
        Path file = Files.write(folder.resolve("file"), Arrays.copyOf(bytes.toByteArray(), length));
        assertThatThrownBy(() -> installer.install(PROXY, file, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessageContaining("cannot be read as the pickle of the network: ")
                .hasMessageNotContaining("null");
    }

    @Test
    void archiveOfFarMoreThanTheAsset_isRefused() throws IOException {
        Path file = folder.resolve("file");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 20; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertThatThrownBy(() -> installer.install(PROXY, file, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessageContaining("it holds more than 11203360 bytes");
        Path device = Path.of("/dev/zero");
        assertThatThrownBy(() -> installer.install(PROXY, device, "it"))
                .isInstanceOf(AssetException.class)
                .hasMessage("it is not a regular file");
    }

    @Test
    void installedFileThatHasChanged_isRefusedWithTheRemedy() throws IOException {
        Asset asset = new Asset("small", "tests", PROXY.address(), Sha256.of("weights"), 7, "text", "none");
        Path file = installer.install(asset, Files.writeString(folder.resolve("file"), "weights"), "it");
        assertThat(assets.find(asset)).contains(file);
        Files.writeString(file, "changed");
        assertThatThrownBy(() -> assets.find(asset))
                .isInstanceOf(AssetException.class)
                .hasMessage("'" + file + "' is not the asset 'small' any more: its SHA-256 must be " + asset.sha256()
                        + ", but is " + Sha256.of("changed")
                        + "; install it again with 'gfn4j assets install small'");
    }

    @Test
    void unknownAsset_isRefusedWithTheNames() {
        assertThatThrownBy(() -> AssetCatalogue.standard().asset("seh"))
                .hasMessage("there is no asset 'seh'; the assets are: seh-proxy");
    }

    /** Writes the tensors of the shared file as their authors did, the last number of them larger by some amount. */
    private static byte[] pickle(boolean transposed, float change) throws IOException {
        List<Tensor> tensors =
                List.copyOf(Safetensors.read(proxyFile()).tensors().values());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(ascii("\u0080\u0003]("));
            for (int i = 0; i < tensors.size(); i++) {
                float[] values = ((FloatTensor) tensors.get(i)).values().clone();
                if (i == tensors.size() - 1) {
                    values[0] += change;
                }
                write(out, tensors.get(i).shape(), i == 2 && transposed ? transposed(values, 64) : values);
            }
            out.write(ascii("e."));
        }
        return bytes.toByteArray();
    }

    private static float[] transposed(float[] values, int size) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i % size * size + i / size] = values[i];
        }
        return turned;
    }

    private static void write(OutputStream out, List<Long> shape, float[] values) throws IOException {
        out.write(
                ascii("cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\u0000\u0085C\u0001bt" + "R(K\u0001("));
        for (long size : shape) {
            out.write(little('J', (int) size));
        }
        out.write(ascii(
                "tcnumpy\ndtype\n(X\u0002\u0000\u0000\u0000f4K\u0000K\u0001tR(K\u0003X\u0001\u0000\u0000\u0000<NNN"
                        + "J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089"));
        out.write(little('B', values.length * Float.BYTES));
        ByteBuffer numbers = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        numbers.asFloatBuffer().put(values);
        out.write(numbers.array());
        out.write(ascii("tb"));
    }

    private static byte[] little(char code, int value) {
        return ByteBuffer.allocate(1 + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) code)
                .putInt(value)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
