package com.twinafas.mapper.condition;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelConstant.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelMutableExprConverter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

import com.twinafas.mapper.input.Input;
import com.twinafas.mapper.input.RawPath;

/**
 * A parsed condition made ready to be checked: whole numbers become the one kind of number there is, and {@code raw('…')}
 * becomes a variable of its own, so that everything a condition reads is known before it runs.
 */
final class Rewriting {

    private static final Set<String> SEARCHES = Set.of("matches", "contains");

    private final CelAbstractSyntaxTree parsed;
    private final Function<RawPath, Optional<String>> objection;
    private final Map<String, Input> raws = new HashMap<>();
    private final SearchPatterns patterns = new SearchPatterns();
    private final CelMutableExpr root;

    private Rewriting(CelAbstractSyntaxTree parsed, Function<RawPath, Optional<String>> objection) {
        this.parsed = parsed;
        this.objection = objection;
        this.root = CelMutableExprConverter.fromCelExpr(parsed.getExpr());
    }

    static Rewriting of(CelAbstractSyntaxTree parsed, Function<RawPath, Optional<String>> objection)
            throws InvalidCondition {
        Rewriting rewriting = new Rewriting(parsed, objection);
        rewriting.rewrite(rewriting.root);
        return rewriting;
    }

    CelAbstractSyntaxTree tree() {
        return CelAbstractSyntaxTree.newParsedAst(CelMutableExprConverter.fromMutableExpr(root), parsed.getSource());
    }

    /** What it reads of the raw record, by the name of the variable. */
    Map<String, Input> raws() {
        return raws;
    }

    SearchPatterns patterns() {
        return patterns;
    }

    private void rewrite(CelMutableExpr expression) throws InvalidCondition {
        switch (expression.getKind()) {
            case CONSTANT -> {
                switch (expression.constant().getKind()) {
                    case INT64_VALUE -> expression.setConstant(
                            CelConstant.ofValue((double) expression.constant().int64Value()));
                    case STRING_VALUE, DOUBLE_VALUE, BOOLEAN_VALUE -> {
                    }
                    default -> throw mistake(expression, "a condition compares texts, numbers, true and false");
                }
            }
            case IDENT -> {
            }
            case SELECT -> rewrite(expression.select().operand());
            case LIST -> rewrite(expression.list().elements());
            case CALL -> call(expression, expression.call());
            default -> throw mistake(expression, "this cannot be used in a condition");
        }
    }

    private void rewrite(List<CelMutableExpr> expressions) throws InvalidCondition {
        for (CelMutableExpr expression : expressions) {
            rewrite(expression);
        }
    }

    private void call(CelMutableExpr expression, CelMutableCall call) throws InvalidCondition {
        if (call.function().equals("raw") && call.target().isEmpty()) {
            expression.setIdent(CelMutableIdent.create(variable(expression, call)));
            return;
        }
        if (SEARCHES.contains(call.function())) {
            String literal = literal(call);
            if (literal == null) {
                throw mistake(expression, call.function() + " takes one text, written in the condition itself");
            }
            String wrong = call.function().equals("matches") ? patterns.add(literal) : null;
            if (wrong != null) {
                throw mistake(call.args().getFirst(), wrong);
            }
        }
        if (call.target().isPresent()) {
            rewrite(call.target().get());
        }
        rewrite(call.args());
    }

    private String variable(CelMutableExpr expression, CelMutableCall call) throws InvalidCondition {
        String literal = literal(call);
        if (literal == null) {
            throw mistake(expression, "raw takes one path, written in the condition itself");
        }
        RawPath path = RawPath.parse(literal)
                .orElseThrow(() -> mistake(call.args().getFirst(), RawPath.FORM_SENTENCE));
        Optional<String> objected = objection.apply(path);
        if (objected.isPresent()) {
            throw mistake(call.args().getFirst(), objected.get());
        }
        String name = "raw(" + path + ")";
        raws.put(name, new Input.Raw(path));
        return name;
    }

    /** The only argument, if it is a text that stands there; else null. */
    private static @Nullable String literal(CelMutableCall call) {
        if (call.args().size() != 1) {
            return null;
        }
        CelMutableExpr argument = call.args().getFirst();
        return argument.getKind() == dev.cel.common.ast.CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == Kind.STRING_VALUE ? argument.constant().stringValue() : null;
    }

    private InvalidCondition mistake(CelMutableExpr expression, String message) {
        Integer offset = parsed.getSource().getPositionsMap().get(expression.id());
        CelSourceLocation place = offset == null
                ? CelSourceLocation.NONE
                : parsed.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.NONE);
        return new InvalidCondition(place, message);
    }
}
