package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkFolderTest {
    private static final Path DATABASE = Path.of("/data/cheevo-herald.db");

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.glusterfs", "SMBFS"})
    void warnsAboutANetworkFileSystem(String type) {
        assertThat(NetworkFolder.warning(type, DATABASE))
                .hasValueSatisfying(sentence ->
                        assertThat(sentence).startsWith("database.url: ").contains("(" + type + ")"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "apfs", "NTFS", "fuseblk", "fuse.ntfs-3g"})
    void acceptsALocalDisk(String type) {
        assertThat(NetworkFolder.warning(type, DATABASE)).isEmpty();
    }

    @Test
    void checksTheRealFolder(@TempDir Path folder) {
        assertThat(NetworkFolder.warning(folder.resolve("cheevo-herald.db"))).isEmpty();
        assertThat(NetworkFolder.warning(folder.resolve("nowhere/cheevo-herald.db")))
                .isEmpty();
    }
}
