package io.repobackup.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.function.BiConsumer;

/** The types that a class shows to its users: in its head, and in its public and protected members. */
final class Signatures {

    private final JavaClass type;

    private Signatures(JavaClass type) {
        this.type = type;
    }

    static Signatures shownBy(JavaClass type) {
        return new Signatures(type);
    }

    /** Each place together with one type that is involved in it, generics and arrays taken apart. */
    void forEach(BiConsumer<String, JavaClass> shown) {
        type.getSuperclass().ifPresent(parent -> each(type.getName(), parent, shown));
        type.getInterfaces().forEach(parent -> each(type.getName(), parent, shown));
        type.getTypeParameters().forEach(parameter -> each(type.getName(), parameter, shown));
        type.getFields().stream()
                .filter(Signatures::isOpen)
                .forEach(field -> each(field.getFullName(), field.getType(), shown));
        type.getCodeUnits().stream().filter(Signatures::isOpen).forEach(unit -> unit(unit, shown));
    }

    private static void unit(JavaCodeUnit unit, BiConsumer<String, JavaClass> shown) {
        String where = unit.getFullName();
        each(where, unit.getReturnType(), shown);
        unit.getParameterTypes().forEach(parameter -> each(where, parameter, shown));
        unit.getTypeParameters().forEach(parameter -> each(where, parameter, shown));
        unit.getThrowsClause().getTypes().forEach(thrown -> each(where, thrown, shown));
    }

    private static void each(String where, JavaType part, BiConsumer<String, JavaClass> shown) {
        part.getAllInvolvedRawTypes().forEach(raw -> shown.accept(where, raw.getBaseComponentType()));
    }

    private static boolean isOpen(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }
}
