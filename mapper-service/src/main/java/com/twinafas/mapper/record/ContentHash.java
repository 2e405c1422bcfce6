package com.twinafas.mapper.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import com.twinafas.schemas.update.AfasElement;
import com.twinafas.schemas.update.AfasUpdate;
import com.twinafas.schemas.update.DebtorBlock;
import com.twinafas.schemas.update.EntryDebtor;
import com.twinafas.schemas.update.UpdateCodec;

/** SHA-256 in hexadecimal over the canonical form of an update: what two updates with one hash say is the same. */
public final class ContentHash {

    private static final UpdateCodec CODEC = new UpdateCodec();

    private ContentHash() {
    }

    /**
     * Of what an update says about its own record: the customer in it is left out, and so are an invoice's number, which
     * stays what it was given, and whether it is final, which alone changes nothing in AFAS.
     */
    public static String of(AfasUpdate update) {
        return switch (update) {
            case AfasUpdate.DebtorUpdate debtor -> debtor.debtor().contentHash();
            case AfasUpdate.ItemUpdate item -> hash(item);
            case AfasUpdate.Deletion deletion -> hash(deletion);
            case AfasUpdate.InvoiceUpdate invoice -> hash(new AfasUpdate.InvoiceUpdate(invoice.documentKind(),
                    invoice.administration(), invoice.reference(), null, invoice.date(),
                    invoice.currency(), true, invoice.totalIncluding(), invoice.totalExcluding(),
                    nameOnly(invoice.debtor()), invoice.items(), invoice.document())
                    .deliveredAt(invoice.deliveryAddress()));
            case AfasUpdate.EntryUpdate entry -> hash(new AfasUpdate.EntryUpdate(entry.administration(),
                    entry.journal(), entry.voucher(), entry.date(), entry.total(),
                    entry.debtors().stream().map(one -> new EntryDebtor(nameOnly(one.debtor()), one.lines())).toList(),
                    entry.entry()));
        };
    }

    /** With its content hash: of what it says, whatever revision it was read at. */
    public static DebtorBlock hashed(DebtorBlock block) {
        String hash = hash(new AfasUpdate.DebtorUpdate(new DebtorBlock(block.customer(), 0, "", "", block.party(),
                block.identity(), block.fixedDebtor(), block.relation(), block.leftContact())));
        return block.hashed(hash);
    }

    /** Whose document it is belongs to the document; what that customer is like does not. */
    private static DebtorBlock nameOnly(DebtorBlock block) {
        return new DebtorBlock(block.customer(), 0, "", "", DebtorBlock.Party.ORGANISATION,
                new DebtorBlock.Identity(null, null, null, null), block.fixedDebtor(), AfasElement.EMPTY);
    }

    private static String hash(AfasUpdate update) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CODEC.write(update)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
