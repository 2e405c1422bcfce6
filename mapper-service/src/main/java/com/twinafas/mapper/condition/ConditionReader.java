package com.twinafas.mapper.condition;

import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.input.RawPath;
import com.twinafas.mapper.value.Conversions;
import com.twinafas.mapper.value.ValueType;
import com.twinafas.schemas.update.FieldValue;

/**
 * Reads conditions: CEL without anything that costs more than its own length times that of the text it reads. There are
 * no loops (CEL's macros), no arithmetic and nothing that builds texts; what is searched for is written in the
 * condition itself.
 */
public final class ConditionReader {

    private static final int LENGTH_LIMIT = 1000;

    private static final CelOptions OPTIONS = CelOptions.current().maxParseRecursionDepth(32)
            .maxParseExpressionNodeCount(200).maxParseErrorRecoveryLimit(1)
            // The evaluator insists on it; there is only one kind of number here.
            .enableHeterogeneousNumericComparisons(true).build();
    private static final CelParser PARSER = CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).build();
    private static final CelChecker LANGUAGE = CelCompilerFactory.standardCelCheckerBuilder().setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                    .includeFunctions(StandardFunction.LOGICAL_AND, StandardFunction.LOGICAL_OR,
                            StandardFunction.LOGICAL_NOT, StandardFunction.CONDITIONAL, StandardFunction.EQUALS,
                            StandardFunction.NOT_EQUALS, StandardFunction.IN, StandardFunction.LESS,
                            StandardFunction.LESS_EQUALS, StandardFunction.GREATER, StandardFunction.GREATER_EQUALS,
                            StandardFunction.STARTS_WITH, StandardFunction.ENDS_WITH)
                    .build())
            .addFunctionDeclarations(
                    CelFunctionDecl.newFunctionDeclaration("contains",
                            CelOverloadDecl.newMemberOverload("text_contains", SimpleType.BOOL, SimpleType.STRING,
                                    SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration("matches",
                            CelOverloadDecl.newMemberOverload("text_matches", SimpleType.BOOL, SimpleType.STRING,
                                    SimpleType.STRING)),
                    CelFunctionDecl.newFunctionDeclaration("number",
                            CelOverloadDecl.newGlobalOverload("text_number", SimpleType.DOUBLE, SimpleType.STRING)))
            .setResultType(SimpleType.BOOL).build();
    /** Searching is ours: bounded. */
    private static final CelStandardFunctions OPERATORS = CelStandardFunctions.newBuilder()
            .excludeFunctions(CelStandardFunctions.StandardFunction.CONTAINS,
                    CelStandardFunctions.StandardFunction.MATCHES)
            .build();
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)' .*", Pattern.DOTALL);

    private static final Pattern UNFIT = Pattern
            .compile("found no matching overload for '([^']*)' applied to '\\(([^']*)\\)'.*", Pattern.DOTALL);
    private static final int MESSAGE_LIMIT = 200;

    private final Map<String, Input> inputs;
    private final Function<RawPath, Optional<String>> objection;

    /**
     * @param inputs    what conditions can ask about, by the name it has in them
     * @param objection why a raw record has no text there
     */
    public ConditionReader(Map<String, Input> inputs, Function<RawPath, Optional<String>> objection) {
        this.inputs = Map.copyOf(inputs);
        this.objection = objection;
    }

    /** @throws InvalidCondition when it is none, or could cost too much */
    public Condition read(String text) throws InvalidCondition {
        if (text.length() > LENGTH_LIMIT) {
            throw new InvalidCondition(CelSourceLocation.NONE,
                    "a condition has at most " + LENGTH_LIMIT + " characters");
        }
        CelAbstractSyntaxTree parsed = tree(PARSER.parse(text));
        Rewriting rewriting = Rewriting.of(parsed, objection);
        Map<String, Input> all = new HashMap<>(inputs);
        all.putAll(rewriting.raws());
        CelCheckerBuilder checker = LANGUAGE.toCheckerBuilder();
        all.forEach((name, input) -> checker.addVarDeclarations(
                CelVarDecl.newVarDeclaration(name, type(input.type()))));
        CelAbstractSyntaxTree checked = tree(checker.build().check(rewriting.tree()));
        try {
            return new Condition(text,
                    CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).setStandardFunctions(OPERATORS)
                            .addFunctionBindings(functions(rewriting.patterns())).build().createProgram(checked),
                    all);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("A condition without mistakes cannot be compiled", e);
        }
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) throws InvalidCondition {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            CelIssue first = Collections.min(e.getErrors(), Comparator.comparing(CelIssue::getSourceLocation));
            throw new InvalidCondition(first.getSourceLocation(), said(first.getMessage()));
        }
    }

    /** CEL's messages are for those who know CEL. */
    private static String said(String message) {
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return Character.isJavaIdentifierStart(name.charAt(0)) && !name.startsWith("_")
                    ? "'" + name + "' is not known here"
                    : "'" + operator(name) + "' cannot be used in a condition";
        }
        Matcher unfit = UNFIT.matcher(message);
        if (unfit.matches()) {
            return "'" + operator(unfit.group(1)) + "' does not go with " + types(unfit.group(2));
        }
        if (message.startsWith("For input string")) {
            return "the number is too large";
        }
        return types(message.length() > MESSAGE_LIMIT ? message.substring(0, MESSAGE_LIMIT) : message);
    }

    private static String operator(String name) {
        return name.replaceAll("[_@]", "");
    }

    private static String types(String text) {
        return text.replaceAll("\\bdouble\\b", "number").replaceAll("\\bstring\\b", "text").replaceAll("\\bbool\\b",
                "true or false");
    }

    private static CelType type(ValueType type) {
        return switch (type) {
            case TEXT, DATE -> SimpleType.STRING;
            case NUMBER -> SimpleType.DOUBLE;
            case FLAG -> SimpleType.BOOL;
        };
    }

    /** The patterns are all there before the first condition runs: CEL wants its functions to be immutable. */
    @SuppressWarnings("Immutable")
    private static List<CelFunctionBinding> functions(SearchPatterns patterns) {
        return Stream.of(
                CelFunctionBinding.fromOverloads("contains",
                        CelFunctionBinding.from("text_contains", String.class, String.class,
                                (text, part) -> SearchPatterns.searched(text).contains(part))),
                CelFunctionBinding.fromOverloads("matches",
                        CelFunctionBinding.from("text_matches", String.class, String.class, patterns::found)),
                CelFunctionBinding.fromOverloads("number",
                        CelFunctionBinding.from("text_number", String.class, ConditionReader::number)))
                .flatMap(Collection::stream).toList();
    }

    private static Double number(String text) {
        return text.isEmpty() ? 0.0 : Conversions.number(FieldValue.of(text)).doubleValue();
    }
}
