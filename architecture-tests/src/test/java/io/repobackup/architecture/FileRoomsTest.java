package io.repobackup.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;

/**
 * Which packages of api, http and core may know that there is a file system. Items are among them because a part with
 * more items than memory holds is merged in a scratch file.
 */
class FileRoomsTest implements DesignRule {

    private static final String[] MODULES = {"api", "http", "core"};
    private static final String[] ROOMS = {
        "core.filesystem",
        "core.git",
        "core.items",
        "core.source",
        "core.restore",
        "core.backup",
        "core.verify",
        "api.restore"
    };

    private static final DescribedPredicate<JavaClass> FILES = resideInAPackage("java.nio.file..")
            .or(belongToAnyOf(
                    File.class,
                    FileInputStream.class,
                    FileOutputStream.class,
                    RandomAccessFile.class,
                    FileChannel.class))
            .as("files and paths");

    @Override
    public ArchRule below(String root) {
        return noClasses()
                .that(Rooms.in(root, MODULES).and(DescribedPredicate.not(Rooms.in(root, ROOMS))))
                .should()
                .dependOnClassesThat(FILES)
                .because(
                        "nothing is kept on the worker: what needs a disk is a sink, a git directory, a scratch file or a restore");
    }

    @Override
    public String seeds() {
        return "files";
    }
}
