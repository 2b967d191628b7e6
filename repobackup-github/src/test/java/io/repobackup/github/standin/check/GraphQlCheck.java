package io.repobackup.github.standin.check;

import graphql.language.AstPrinter;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds parts of the host's schema, and queries, to the whole of it. <i>Thread-safe.</i> */
public final class GraphQlCheck {

    private final TypeDefinitionRegistry published;
    private final GraphQLSchema schema;

    /** What is published, read once. */
    public static GraphQlCheck published() {
        return Whole.CHECK;
    }

    private static final class Whole {

        static final GraphQlCheck CHECK = new GraphQlCheck();
    }

    private GraphQlCheck() {
        ParserOptions everything = ParserOptions.newParserOptions()
                .maxCharacters(Integer.MAX_VALUE)
                .maxTokens(Integer.MAX_VALUE)
                .maxWhitespaceTokens(Integer.MAX_VALUE)
                .captureIgnoredChars(false)
                .build();
        published = new SchemaParser().parse(new StringReader(Published.graphQl()), everything);
        published.getTypes(ObjectTypeDefinition.class).forEach(this::withoutDuplicates);
        schema = UnExecutableSchemaGenerator.makeUnExecutableSchema(published);
    }

    /** Of one type, two fields are published twice. */
    private void withoutDuplicates(ObjectTypeDefinition type) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.put(field.getName(), field));
        if (fields.size() < type.getFieldDefinitions().size()) {
            published.remove(type);
            published.add(type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values()))));
        }
    }

    /** Why a query would be refused; nothing when it is good. */
    public List<String> query(String text) {
        return new Validator()
                .validateDocument(schema, Parser.parse(text), Locale.ROOT).stream()
                        .map(error -> error.getMessage())
                        .toList();
    }

    /** What in a schema is not in the host's: types, fields, arguments, values, and whether they may be null. */
    public List<String> part(String sdl) {
        List<String> wrong = new ArrayList<>();
        TypeDefinitionRegistry part = new SchemaParser().parse(sdl);
        for (TypeDefinition<?> type : part.types().values()) {
            Optional<? extends TypeDefinition<?>> real = published.getType(type.getName(), kind(type));
            if (real.isEmpty()) {
                wrong.add("there is no such " + type.getName());
            } else {
                lines(type).stream()
                        .filter(line -> !lines(real.get()).contains(line))
                        .map(line -> type.getName() + " has no " + line)
                        .forEach(wrong::add);
            }
        }
        part.scalars().keySet().stream()
                .filter(scalar -> !published.scalars().containsKey(scalar))
                .forEach(scalar -> wrong.add("there is no scalar " + scalar));
        return wrong;
    }

    /** The class of a type, for which the library has no better name. */
    @SuppressWarnings("unchecked")
    private static Class<? extends TypeDefinition<?>> kind(TypeDefinition<?> type) {
        return (Class<? extends TypeDefinition<?>>) type.getClass();
    }

    /** Each thing that a type says, in one line, in which nothing is left that does not matter. */
    private static Set<String> lines(TypeDefinition<?> type) {
        if (type instanceof ImplementingTypeDefinition<?> object) {
            Stream<String> interfaces = object.getImplements().stream().map(one -> "interface " + text((Type<?>) one));
            return Stream.concat(
                            interfaces, object.getFieldDefinitions().stream().flatMap(GraphQlCheck::lines))
                    .collect(Collectors.toSet());
        }
        if (type instanceof UnionTypeDefinition union) {
            return union.getMemberTypes().stream().map(GraphQlCheck::text).collect(Collectors.toSet());
        }
        if (type instanceof EnumTypeDefinition words) {
            return words.getEnumValueDefinitions().stream()
                    .map(EnumValueDefinition::getName)
                    .collect(Collectors.toSet());
        }
        return type instanceof InputObjectTypeDefinition input
                ? input.getInputValueDefinitions().stream()
                        .map(GraphQlCheck::value)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Stream<String> lines(FieldDefinition field) {
        String line = field.getName() + ": " + text(field.getType());
        return Stream.concat(
                Stream.of(line), field.getInputValueDefinitions().stream().map(value -> line + " by " + value(value)));
    }

    private static String value(InputValueDefinition value) {
        return value.getName() + ": " + text(value.getType());
    }

    private static String text(Node<?> node) {
        return AstPrinter.printAstCompact(node);
    }
}
