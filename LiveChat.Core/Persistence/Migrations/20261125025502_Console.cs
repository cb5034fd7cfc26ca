using System;
using LiveChat.Core.CannedResponses;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace LiveChat.Core.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Console : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_read_cursors_operator_id",
                table: "read_cursors");

            migrationBuilder.DropIndex(
                name: "ix_conversations_owner_id",
                table: "conversations");

            migrationBuilder.AlterDatabase()
                .Annotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "transfer_offered_at",
                table: "sessions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "transfer_summary",
                table: "sessions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "transfer_to_id",
                table: "sessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_marked_unread",
                table: "read_cursors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_mentioned",
                table: "read_cursors",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "pinned_at",
                table: "read_cursors",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_seen_at",
                table: "operators",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_is_muted",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "preferences_politeness",
                table: "operators",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "kha");

            migrationBuilder.AddColumn<bool>(
                name: "preferences_sends_with_ctrl_enter",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_sound_for_mine",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_sound_for_others",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_sound_for_queue",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<bool>(
                name: "preferences_uses_single_keys",
                table: "operators",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<int>(
                name: "preferences_volume",
                table: "operators",
                type: "integer",
                nullable: false,
                defaultValue: 60);

            migrationBuilder.AddColumn<long>(
                name: "about_operator_id",
                table: "messages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_text",
                table: "messages",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "blocked_at",
                table: "customers",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "nickname",
                table: "customers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "search_name",
                table: "customers",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "transfer_to_id",
                table: "conversations",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "waiting_order",
                table: "conversations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "quota_fetched_at",
                table: "channels",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "quota_limit",
                table: "channels",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "quota_used",
                table: "channels",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "canned_responses",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    title = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    search_text = table.Column<string>(type: "text", nullable: false),
                    uses = table.Column<int>(type: "integer", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_canned_responses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "console_settings",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    undo_seconds = table.Column<int>(type: "integer", nullable: false),
                    repeat_seconds = table.Column<int>(type: "integer", nullable: false),
                    wait_warn_minutes = table.Column<int>(type: "integer", nullable: false),
                    wait_late_minutes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_console_settings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    operator_id = table.Column<long>(type: "bigint", nullable: false),
                    conversation_id = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => new { x.operator_id, x.conversation_id });
                    table.ForeignKey(
                        name: "fk_drafts_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_drafts_operators_operator_id",
                        column: x => x.operator_id,
                        principalTable: "operators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "tags",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "text", nullable: false),
                    name_key = table.Column<string>(type: "text", nullable: false),
                    colour = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_tags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversation_tags",
                columns: table => new
                {
                    conversation_id = table.Column<long>(type: "bigint", nullable: false),
                    tag_id = table.Column<long>(type: "bigint", nullable: false),
                    tagged_by = table.Column<long>(type: "bigint", nullable: false),
                    tagged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversation_tags", x => new { x.conversation_id, x.tag_id });
                    table.ForeignKey(
                        name: "fk_conversation_tags_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_conversation_tags_operators_tagged_by",
                        column: x => x.tagged_by,
                        principalTable: "operators",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_conversation_tags_tags_tag_id",
                        column: x => x.tag_id,
                        principalTable: "tags",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.Sql("update conversations set waiting_order = coalesce((extract(epoch from needs_reply_since) * 1000)::bigint, 100000000000000 - (extract(epoch from last_message_at) * 1000)::bigint)");

            foreach (var (title, category, text) in DefaultCannedResponses.All)
            {
                migrationBuilder.InsertData(
                    table: "canned_responses",
                    columns: ["title", "category", "text", "search_text", "uses", "updated_at"],
                    values: [title, category, text, DefaultCannedResponses.SearchTextOf(title, category, text), 0, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero)]);
            }

            migrationBuilder.InsertData(
                table: "console_settings",
                columns: new[] { "id", "repeat_seconds", "undo_seconds", "wait_late_minutes", "wait_warn_minutes" },
                values: new object[] { 1, 20, 4, 15, 5 });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_transfer_to_id",
                table: "sessions",
                column: "transfer_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_read_cursors_operator_id_pinned_at",
                table: "read_cursors",
                columns: new[] { "operator_id", "pinned_at" },
                filter: "pinned_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_messages_about_operator_id",
                table: "messages",
                column: "about_operator_id");

            migrationBuilder.CreateIndex(
                name: "ix_messages_not_searchable",
                table: "messages",
                column: "id",
                filter: "search_text is null and text is not null");

            migrationBuilder.CreateIndex(
                name: "ix_messages_search_text",
                table: "messages",
                column: "search_text")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_search_name",
                table: "customers",
                column: "search_name")
                .Annotation("Npgsql:IndexMethod", "gin")
                .Annotation("Npgsql:IndexOperators", new[] { "gin_trgm_ops" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_owner_id_last_message_at_id",
                table: "conversations",
                columns: new[] { "owner_id", "last_message_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_status_waiting_order_id",
                table: "conversations",
                columns: new[] { "status", "waiting_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_transfer_to_id",
                table: "conversations",
                column: "transfer_to_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_waiting_order_id",
                table: "conversations",
                columns: new[] { "waiting_order", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversation_tags_tag_id",
                table: "conversation_tags",
                column: "tag_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversation_tags_tagged_by",
                table: "conversation_tags",
                column: "tagged_by");

            migrationBuilder.CreateIndex(
                name: "ix_drafts_conversation_id",
                table: "drafts",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_tags_name_key",
                table: "tags",
                column: "name_key",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_conversations_operators_transfer_to_id",
                table: "conversations",
                column: "transfer_to_id",
                principalTable: "operators",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_messages_operators_about_operator_id",
                table: "messages",
                column: "about_operator_id",
                principalTable: "operators",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "fk_sessions_operators_transfer_to_id",
                table: "sessions",
                column: "transfer_to_id",
                principalTable: "operators",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_conversations_operators_transfer_to_id",
                table: "conversations");

            migrationBuilder.DropForeignKey(
                name: "fk_messages_operators_about_operator_id",
                table: "messages");

            migrationBuilder.DropForeignKey(
                name: "fk_sessions_operators_transfer_to_id",
                table: "sessions");

            migrationBuilder.DropTable(
                name: "canned_responses");

            migrationBuilder.DropTable(
                name: "console_settings");

            migrationBuilder.DropTable(
                name: "conversation_tags");

            migrationBuilder.DropTable(
                name: "drafts");

            migrationBuilder.DropTable(
                name: "tags");

            migrationBuilder.DropIndex(
                name: "ix_sessions_transfer_to_id",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_read_cursors_operator_id_pinned_at",
                table: "read_cursors");

            migrationBuilder.DropIndex(
                name: "ix_messages_about_operator_id",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_not_searchable",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_search_text",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_customers_search_name",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_conversations_owner_id_last_message_at_id",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_status_waiting_order_id",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_transfer_to_id",
                table: "conversations");

            migrationBuilder.DropIndex(
                name: "ix_conversations_waiting_order_id",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "transfer_offered_at",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "transfer_summary",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "transfer_to_id",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "is_marked_unread",
                table: "read_cursors");

            migrationBuilder.DropColumn(
                name: "is_mentioned",
                table: "read_cursors");

            migrationBuilder.DropColumn(
                name: "pinned_at",
                table: "read_cursors");

            migrationBuilder.DropColumn(
                name: "last_seen_at",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_is_muted",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_politeness",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_sends_with_ctrl_enter",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_sound_for_mine",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_sound_for_others",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_sound_for_queue",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_uses_single_keys",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "preferences_volume",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "about_operator_id",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "search_text",
                table: "messages");

            migrationBuilder.DropColumn(
                name: "blocked_at",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "nickname",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "search_name",
                table: "customers");

            migrationBuilder.DropColumn(
                name: "transfer_to_id",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "waiting_order",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "quota_fetched_at",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "quota_limit",
                table: "channels");

            migrationBuilder.DropColumn(
                name: "quota_used",
                table: "channels");

            migrationBuilder.AlterDatabase()
                .OldAnnotation("Npgsql:PostgresExtension:pg_trgm", ",,");

            migrationBuilder.CreateIndex(
                name: "ix_read_cursors_operator_id",
                table: "read_cursors",
                column: "operator_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_owner_id",
                table: "conversations",
                column: "owner_id");
        }
    }
}
